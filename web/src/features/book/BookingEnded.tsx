import { Button, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { RefundProgress } from '@/features/booking/RefundProgress';
import { addressOf } from '@/features/search/search';
import { useMessages } from '@/i18n';
import { formatTime } from '@/i18n/formats';
import { PageTitle } from '@/ui/PageTitle';
import { messages } from './messages';
import type { Booking, Order } from './queries';
import { searchLike, tripOfBooking } from './trip';
import { TripSummary } from './TripSummary';

function titleOf(booking: Booking, order: Order | undefined) {
  if (booking.flights.some((flight) => flight.status === 'cancelled')) {
    return 'flightCancelledTitle';
  }
  if (booking.status === 'expired' || order?.status === 'expired') {
    return 'expiredTitle';
  }
  return order?.status === 'failed' || booking.cancelledBecause === 'paymentFailed' ? 'failedTitle' : 'cancelledTitle';
}

/** Why a booking came to nothing, what happens with the money, and the way on. */
export function BookingEnded({ booking, order }: { booking: Booking; order?: Order }) {
  const t = useMessages(messages);
  const title = titleOf(booking, order);
  const wasPaid = order?.payments.some((payment) => payment.status === 'captured') ?? booking.tickets.length > 0;
  const isExpired = title === 'expiredTitle';
  const tried = order?.payments.filter((payment) => payment.status === 'failed').length ?? 0;
  const why =
    order?.status === 'failed' && tried === order.payments.length && tried > 1
      ? t('attemptsUsed', { count: tried })
      : order?.reason;
  return (
    <Stack maw={640} role="alert">
      <PageTitle title={t(title)} />
      {(isExpired || why) && (
        <Text>{isExpired ? t('expiredAbout', { time: formatTime(booking.payBefore) }) : why}</Text>
      )}
      {wasPaid ? (
        <RefundProgress booking={booking} order={order} />
      ) : (
        <Text>{`${t('nothingCharged')} ${isExpired ? '' : t('released')}`}</Text>
      )}
      <TripSummary trip={tripOfBooking(booking)} />
      <Group>
        <Button component={Link} to={addressOf(searchLike(booking))}>
          {t('retrySame')}
        </Button>
        <Button component={Link} to={`/bookings/${booking.id}`} variant="default">
          {t('viewBooking')}
        </Button>
      </Group>
    </Stack>
  );
}
