import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconClock, IconProgress } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useCity } from '@/api/airports';
import { useIsPast } from '@/api/clock';
import { searchLike } from '@/features/book/trip';
import { addressOf } from '@/features/search/search';
import { useMessages } from '@/i18n';
import { formatDuration, formatMoney } from '@/i18n/formats';
import { Countdown } from '@/ui/Countdown';
import { messages } from './messages';
import { flightQuery, type Booking, type Order } from './queries';
import { RefundProgress } from './RefundProgress';

interface Props {
  booking: Booking;
  order: Order | undefined;
}

/** Seats are held: how long, and the way to pay. */
function Hold({ booking, order }: Props) {
  const t = useMessages(messages);
  const isOver = useIsPast(booking.payBefore);
  if (order?.status === 'paying') {
    return (
      <Alert color="blue" icon={<IconProgress aria-hidden />} title={t('paying')} role="status">
        {t('payingAbout')}
      </Alert>
    );
  }
  return (
    <Alert color="orange" icon={<IconClock aria-hidden />} title={t('holdTitle')}>
      {isOver ? (
        <Text size="sm">{t('holdOver')}</Text>
      ) : (
        <Group justify="space-between" gap="sm">
          <Text>
            {t('holdAbout')} <Countdown until={booking.payBefore} />
          </Text>
          <Button component={Link} to={`/bookings/${booking.id}/pay`}>
            {t('pay', { amount: formatMoney(booking.total) })}
          </Button>
        </Group>
      )}
    </Alert>
  );
}

/** A flight does not take place: why, and what happens with the money. */
function CancelledFlight({ booking, order, flight }: Props & { flight: Booking['flights'][number] }) {
  const t = useMessages(messages);
  const city = useCity(flight.to);
  // What was read before knows of no cancellation.
  const known = useQuery({ ...flightQuery(flight.flightId), refetchOnMount: 'always' }).data;
  const hasPaid = booking.tickets.length > 0;
  const isPending = booking.status !== 'cancelled';
  const about = isPending ? 'flightCancelledPending' : hasPaid ? 'flightCancelledAbout' : 'flightCancelledUnpaid';
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('flightCancelledTitle', { designator: flight.designator, city })}
      role="alert"
    >
      <Stack gap={6}>
        {known?.remark && <Text size="sm">{known.remark}</Text>}
        <Text size="sm">{t(about)}</Text>
        {!isPending && hasPaid && <RefundProgress booking={booking} order={order} />}
        {!isPending && <SearchAgain booking={booking} />}
      </Stack>
    </Alert>
  );
}

/** Flights like those that were lost. */
function SearchAgain({ booking }: { booking: Booking }) {
  const t = useMessages(messages);
  return (
    <Group>
      <Button component={Link} to={addressOf(searchLike(booking))} size="sm" variant="default">
        {t('searchAgain')}
      </Button>
    </Group>
  );
}

const causes = {
  traveller: 'cancelledByTraveller',
  staff: 'cancelledByStaff',
  paymentFailed: 'cancelledUnpaid',
  flightCancelled: 'cancelledByStaff',
} as const;

/** The booking is over, and what came of the money. */
function Ended({ booking, order }: Props) {
  const t = useMessages(messages);
  const isExpired = booking.status === 'expired';
  return (
    <Alert
      color="gray"
      icon={<IconCircleX aria-hidden />}
      title={isExpired ? t('expiredTitle') : t('cancelledTitle')}
      role="status"
    >
      <Stack gap={6}>
        <Text size="sm">{isExpired ? t('expiredAbout') : t(causes[booking.cancelledBecause ?? 'traveller'])}</Text>
        {booking.tickets.length > 0 && <RefundProgress booking={booking} order={order} />}
        <SearchAgain booking={booking} />
      </Stack>
    </Alert>
  );
}

/** Flights that leave later than planned. */
function Delays({ booking }: { booking: Booking }) {
  const t = useMessages(messages);
  const known = useQueries({ queries: booking.flights.map((flight) => flightQuery(flight.flightId)) });
  const late = known.flatMap(({ data }) =>
    data && data.status === 'scheduled' && data.delayMinutes > 0 ? [data] : [],
  );
  return late.map(({ id, designator, delayMinutes, remark }) => (
    <Alert
      key={id}
      color="orange"
      icon={<IconClock aria-hidden />}
      title={t('delayTitle', { designator, time: formatDuration(delayMinutes) })}
      role="status"
    >
      {remark}
    </Alert>
  ));
}

/** What has to be known first: at the top of the page, and announced when it happens. */
export function BookingNews({ booking, order }: Props) {
  const gone = booking.flights.find((flight) => flight.status === 'cancelled');
  const isAirlines = booking.cancelledBecause === 'flightCancelled' || booking.status === 'confirmed';
  if (gone && isAirlines) {
    return <CancelledFlight booking={booking} order={order} flight={gone} />;
  }
  if (booking.status === 'cancelled' || booking.status === 'expired') {
    return <Ended booking={booking} order={order} />;
  }
  return (
    <>
      {booking.status === 'reserved' && <Hold booking={booking} order={order} />}
      <Delays booking={booking} />
    </>
  );
}
