import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { Money } from '@/ui/Money';
import { changeMessages } from './changeMessages';
import { isNothing } from '@/ui/money';

/** Sums of money, one for each currency. */
export function Amounts({ values }: { values: readonly Schemas['Money'][] }) {
  const t = useMessages(changeMessages);
  const some = values.filter((value) => !isNothing(value));
  return some.length === 0 ? (
    <span>{t('nothing')}</span>
  ) : (
    some.map((value) => (
      <div key={value.currency}>
        <Money value={value} />
      </div>
    ))
  );
}
