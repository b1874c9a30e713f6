import { Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { Itinerary, type ItineraryFlight } from '@/ui/Itinerary';
import { Section } from '@/ui/Section';
import { messages } from './messages';
import { flightQuery, type Booking } from './queries';

/** A flight of the booking with the times that were planned, as far as they are known. */
function withPlan(flight: Booking['flights'][number], known: Schemas['FlightAnswer'] | undefined): ItineraryFlight {
  if (!known) {
    return flight;
  }
  const isDelayed = flight.status === 'scheduled' && known.delayMinutes > 0;
  return {
    ...flight,
    status: isDelayed ? 'delayed' : flight.status,
    plannedDepartsAt: known.plannedDeparture.at,
    plannedArrivesAt: known.plannedArrival.at,
  };
}

/** When and where one flies. */
export function FlightsSection({ booking }: { booking: Booking }) {
  const t = useMessages(messages);
  const known = useQueries({ queries: booking.flights.map((flight) => flightQuery(flight.flightId)) });
  const hasEnded = booking.status === 'cancelled' || booking.status === 'expired';
  return (
    <Section title={t('flights')}>
      <Itinerary flights={booking.flights.map((f, i) => (hasEnded ? f : withPlan(f, known[i]?.data)))} />
      <Text size="xs" c="dimmed" mt="md">
        {t('localTimes')}
      </Text>
    </Section>
  );
}
