import { Text } from '@mantine/core';
import { useMessages } from '@/i18n';
import { useTravelWords } from '@/i18n/travel';
import { Money } from '@/ui/Money';
import { Sums } from '@/ui/Sums';
import { Section } from '@/ui/Section';
import { messages } from './messages';
import type { Booking } from './queries';

/** What the booking costs, and what that is made of. */
export function PriceSection({ booking }: { booking: Booking }) {
  const t = useMessages(messages);
  const word = useTravelWords();
  return (
    <Section title={t('price')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('fare', { family: word(booking.family), cabin: word(booking.cabin) })}
      </Text>
      <Sums
        lines={booking.price.map(({ code, text, amount }) => ({ key: code, text, amount: <Money value={amount} /> }))}
        total={{ text: t('total'), amount: <Money value={booking.total} /> }}
      />
    </Section>
  );
}
