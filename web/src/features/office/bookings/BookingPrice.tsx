import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { Money } from '@/ui/Money';
import { Section } from '@/ui/Section';
import { Sums } from '@/ui/Sums';
import { messages } from './messages';

/** What a booking costs, and of what that is made. */
export function BookingPrice({ price, total }: { price: readonly Schemas['PriceLine'][]; total: Schemas['Money'] }) {
  const t = useMessages(messages);
  return (
    <Section title={t('price')}>
      <Sums
        lines={price.map((line) => ({
          key: line.kind + line.code,
          text: line.text,
          amount: <Money value={line.amount} />,
        }))}
        total={{ text: t('total'), amount: <Money value={total} /> }}
      />
    </Section>
  );
}
