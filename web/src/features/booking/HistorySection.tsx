import { useQuery } from '@tanstack/react-query';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { Timeline } from '@/ui/Timeline';
import { Section } from '@/ui/Section';
import { storyOf } from './history';
import { messages } from './messages';
import { bookingHistoryQuery, orderHistoryQuery, type Booking, type Order } from './queries';

/** What happened to the booking, its flights and its order, in one line of time. */
export function HistorySection({ booking, order }: { booking: Booking; order: Order | undefined }) {
  const t = useMessages(messages);
  const own = useQuery(bookingHistoryQuery(booking.id));
  const ordered = useQuery(orderHistoryQuery(order?.id));
  return (
    <Section title={t('history')}>
      <Loaded query={own}>
        {(items) => <Timeline label={t('historyLabel')} items={storyOf(booking.id, items, ordered.data ?? [])} />}
      </Loaded>
    </Section>
  );
}
