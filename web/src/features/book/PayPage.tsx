import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from 'react-router';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { BookingEnded } from './BookingEnded';
import { FlowPage } from './FlowPage';
import { HoldSummary } from './HoldSummary';
import { messages } from './messages';
import { PayOrder } from './PayOrder';
import { bookingQuery, orderOfBookingQuery, type Booking } from './queries';
import { useOrder } from './useOrder';

const hasEnded = (status: string) => status === 'expired' || status === 'failed' || status === 'cancelled';

/** Follows the order of a booking until it is paid or has come to nothing. */
function Payment({ booking, orderId }: { booking: Booking; orderId: string }) {
  const t = useMessages(messages);
  const { query, connection } = useOrder(orderId);
  return (
    <Loaded query={query}>
      {(order) => {
        if (order.status === 'confirmed') {
          return <Navigate to={`/orders/${order.id}/confirmation`} replace />;
        }
        if (hasEnded(order.status)) {
          return <BookingEnded booking={booking} order={order} />;
        }
        return (
          <FlowPage
            step="payment"
            bookingId={booking.id}
            title={t('payTitle')}
            aside={<HoldSummary booking={booking} />}
          >
            <PayOrder booking={booking} order={order} isConnected={connection !== 'lost'} />
          </FlowPage>
        );
      }}
    </Loaded>
  );
}

function PayBooking({ booking }: { booking: Booking }) {
  const isOver = booking.status === 'expired' || booking.status === 'cancelled';
  const order = useQuery({ ...orderOfBookingQuery(booking.id), enabled: !isOver });
  // What ended before an order was made of it.
  if (isOver && order.data === undefined) {
    return <BookingEnded booking={booking} />;
  }
  return <Loaded query={order}>{(id) => <Payment booking={booking} orderId={id} />}</Loaded>;
}

/** The third step: paying, and waiting for what comes of it. */
export function PayPage() {
  const id = useParams().id!;
  const query = useQuery(bookingQuery(id));
  return <Loaded query={query}>{(booking) => <PayBooking booking={booking} />}</Loaded>;
}
