import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { Amounts } from '@/ui/Amounts';
import { Section } from '@/ui/Section';
import { messages } from './messages';

/** What a booking costs, and of what that is made. */
export function BookingPrice({ price, total }: { price: readonly Schemas['PriceLine'][]; total: Schemas['Money'] }) {
  const t = useMessages(messages);
  return (
    <Section title={t('price')}>
      <Amounts
        lines={[
          ...price.map(({ kind, code, text, amount }) => ({ key: kind + code, text, amount })),
          { key: 'total', text: t('total'), amount: total, isSum: true },
        ]}
      />
    </Section>
  );
}
