import { Text } from '@mantine/core';
import { useMessages } from '@/i18n';
import { useTravelWords } from '@/i18n/travel';
import { Amounts } from '@/ui/Amounts';
import { messages } from './messages';
import type { Booking } from './queries';
import { Section } from './Section';

/** What the booking costs, and what that is made of. */
export function PriceSection({ booking }: { booking: Booking }) {
  const t = useMessages(messages);
  const word = useTravelWords();
  return (
    <Section title={t('price')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('fare', { family: word(booking.family), cabin: word(booking.cabin) })}
      </Text>
      <Amounts
        lines={[
          ...booking.price.map(({ code, text, amount }) => ({ key: code, text, amount })),
          { key: 'total', text: t('total'), amount: booking.total, isSum: true },
        ]}
      />
    </Section>
  );
}
