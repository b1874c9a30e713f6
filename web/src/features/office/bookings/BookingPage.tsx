import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { Schemas } from '@/api/client';
import { formatInstant } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { Countdown } from '@/ui/Countdown';
import { Facts } from '@/ui/Facts';
import { Loaded } from '@/ui/Loaded';
import { Money } from '@/ui/Money';
import { PageTitle } from '@/ui/PageTitle';
import { Section } from '@/ui/Section';
import { StatusBadge } from '@/ui/StatusBadge';
import { History } from '../History';
import { TwoColumns } from '../TwoColumns';
import { BookingCancellation } from './BookingCancellation';
import { BookingFlights } from './BookingFlights';
import { BookingPassengers } from './BookingPassengers';
import { BookingPrice } from './BookingPrice';
import { BookingLinks } from './BookingLinks';
import { messages } from './messages';
import { OrdersOfBooking } from './OrdersOfBooking';
import { bookingHistoryQuery, bookingQuery } from './queries';

/** Everything about one booking, and what staff may do about it. */
export function BookingPage() {
  const { id = '' } = useParams();
  const booking = useQuery(bookingQuery(id));
  return <Loaded query={booking}>{(data) => <BookingDetails booking={data} />}</Loaded>;
}

const reasons = {
  traveller: 'traveller_cancelled',
  flightCancelled: 'flight_cancelled',
  paymentFailed: 'payment_failed',
  staff: 'staff_cancelled',
} as const;

function BookingDetails({ booking }: { booking: Schemas['BookingAnswer'] }) {
  const t = useMessages(messages);
  const history = useQuery(bookingHistoryQuery(booking.id));
  return (
    <>
      <PageTitle title={t('booking', { reference: booking.reference })} about={<StatusBadge status={booking.status} />}>
        <BookingCancellation booking={booking} />
      </PageTitle>
      <TwoColumns
        main={
          <>
            <BookedFor booking={booking} />
            <BookingFlights flights={booking.flights} />
            <BookingPassengers booking={booking} />
            <OrdersOfBooking bookingId={booking.id} />
          </>
        }
        side={
          <>
            <BookingPrice price={booking.price} total={booking.total} />
            <History query={history} />
          </>
        }
      />
    </>
  );
}

function BookedFor({ booking }: { booking: Schemas['BookingAnswer'] }) {
  const t = useMessages(messages);
  const why = booking.cancelledBecause;
  return (
    <Section title={t('bookedFor')}>
      <Facts
        items={[
          [t('name'), booking.contact.name],
          [t('email'), booking.contact.email],
          booking.contact.phone && [t('phone'), booking.contact.phone],
          [t('booked'), formatInstant(booking.reservedAt)],
          booking.status === 'reserved' && [t('timeLeft'), <Countdown key="left" until={booking.payBefore} />],
          [t('cabin'), t(booking.cabin)],
          [t('fare'), t(booking.family)],
          why && [t('why'), t(reasons[why])],
          why && [t('refunded'), <Money key="refund" value={booking.cancellation.refund} />],
          why && [t('retained'), <Money key="retained" value={booking.cancellation.retained} />],
        ]}
      />
      <BookingLinks booking={booking} />
    </Section>
  );
}
