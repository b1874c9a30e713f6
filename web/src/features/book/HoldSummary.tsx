import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useIsPast } from '@/api/clock';
import { useMessages } from '@/i18n';
import { Countdown } from '@/ui/Countdown';
import { messages } from './messages';
import { bookingQuery, type Booking } from './queries';
import { tripOfBooking } from './trip';
import { TripSummary } from './TripSummary';

const lookAgain = 2000;

/** The trip of a booking, and how long its seats are held. When the time is up it looks until the seats are given back. */
export function HoldSummary({ booking }: { booking: Booking }) {
  const t = useMessages(messages);
  const queries = useQueryClient();
  const isHeld = booking.status === 'reserved';
  const isOver = useIsPast(booking.payBefore) && isHeld;
  useEffect(() => {
    if (!isOver) {
      return;
    }
    const timer = setInterval(
      () => void queries.invalidateQueries({ queryKey: bookingQuery(booking.id).queryKey, exact: true }),
      lookAgain,
    );
    return () => clearInterval(timer);
  }, [isOver, booking.id, queries]);
  return (
    <TripSummary trip={tripOfBooking(booking)}>
      {isHeld && (
        <Text size="sm" mt={4}>
          {t('heldFor')} <Countdown until={booking.payBefore} />
        </Text>
      )}
      <Text size="sm" mt={4}>
        {t('reference')}{' '}
        <Text span inherit fw={700} ff="monospace" style={{ letterSpacing: 1 }}>
          {booking.reference}
        </Text>
      </Text>
    </TripSummary>
  );
}
