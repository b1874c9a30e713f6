import type { Schemas } from '@/api/client';

/** What lists show of a booking, whoever it was asked for. */
export interface Trip {
  id: string;
  reference: string;
  status: Schemas['FlightBookingStatus'];
  flights: Schemas['BookedFlight'][];
  travellers: number;
  total: Schemas['Money'];
  payBefore: string;
}

export const tripOfSummary = ({ passengers, ...rest }: Schemas['BookingSummary']): Trip => ({
  ...rest,
  travellers: passengers,
});

export const tripOfBooking = ({ passengers, ...rest }: Schemas['BookingAnswer']): Trip => ({
  ...rest,
  travellers: passengers.length,
});

/** Which part of the page a trip belongs to. */
export type TripGroup = 'upcoming' | 'past' | 'cancelled';

export function groupOf(trip: Trip, now: number): TripGroup {
  if (trip.status === 'cancelled' || trip.status === 'expired') {
    return 'cancelled';
  }
  const end = trip.flights.at(-1)?.arrivesAt;
  return end !== undefined && Date.parse(end) < now ? 'past' : 'upcoming';
}

const startOf = (trip: Trip) => Date.parse(trip.flights[0]?.departsAt ?? '') || 0;

/** The trips of a group: what must be paid comes first, then what departs next; of the past, the latest first. */
export function tripsOf(trips: readonly Trip[], group: TripGroup, now: number) {
  const chosen = trips.filter((trip) => groupOf(trip, now) === group);
  if (group !== 'upcoming') {
    return chosen.toSorted((a, b) => startOf(b) - startOf(a));
  }
  const isDue = (trip: Trip) => (trip.status === 'reserved' ? 0 : 1);
  return chosen.toSorted((a, b) => isDue(a) - isDue(b) || startOf(a) - startOf(b));
}
