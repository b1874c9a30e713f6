import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { BookingEnded } from './BookingEnded';
import { FlowPage } from './FlowPage';
import { HoldSummary } from './HoldSummary';
import { messages } from './messages';
import { bookingQuery, type Booking } from './queries';
import { SeatChoice } from './SeatChoice';

function Seats({ booking }: { booking: Booking }) {
  const t = useMessages(messages);
  if (booking.status === 'expired' || booking.status === 'cancelled') {
    return <BookingEnded booking={booking} />;
  }
  if (booking.status === 'confirmed') {
    return (
      <>
        <PageTitle title={t('seatsTitle')} about={`${t('reference')} ${booking.reference}`} />
        <SeatChoice booking={booking} />
      </>
    );
  }
  return (
    <FlowPage
      step="seats"
      bookingId={booking.id}
      title={t('seatsTitle')}
      about={t('seatsAbout')}
      aside={<HoldSummary booking={booking} />}
    >
      <SeatChoice booking={booking} />
    </FlowPage>
  );
}

/** The second step: who sits where. Of a booking that is paid: the same, to change it. */
export function SeatsPage() {
  const id = useParams().id!;
  const query = useQuery({ ...bookingQuery(id), refetchInterval: 20_000 });
  return <Loaded query={query}>{(booking) => <Seats booking={booking} />}</Loaded>;
}
