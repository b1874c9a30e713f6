import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';
import { pagesOf } from '@/api/pages';
import { given } from '@/ui/useFilters';

export type Flight = Schemas['FlightAnswer'];
export type FlightStatus = Schemas['FlightStatus'];

/** What the schedule can be searched by. */
export type ScheduleFilters = Record<'designator' | 'date' | 'from' | 'to' | 'status', string>;

/** How often what may change by itself is asked for again. */
export const often = 5_000;
const soon = 1_500;
const nowAndThen = 20_000;

// The seats of a flight that was just scheduled are there a moment after it.
const patient = { retry: 6, retryDelay: 400 };

export const scheduleQuery = (filters: ScheduleFilters) =>
  pagesOf<Flight>(['flights', 'schedule', filters], (cursor) =>
    take(api.GET('/api/flights', { params: { query: { ...given(filters), cursor, limit: 50 } } })),
  );

export const boardQuery = (airport: string, date: string) =>
  queryOptions({
    queryKey: ['flights', 'board', airport, date],
    queryFn: () => take(api.GET('/api/flights/board', { params: { query: { airport, ...given({ date }) } } })),
    refetchInterval: nowAndThen,
    placeholderData: keepPreviousData,
  });

export const airportsQuery = (q: string) =>
  queryOptions({
    queryKey: ['airports', 'search', q],
    queryFn: () => take(api.GET('/api/airports', { params: { query: { q, limit: 8 } } })),
    enabled: q.trim() !== '',
    staleTime: 5 * 60_000,
    placeholderData: keepPreviousData,
  });

/** A flight, and the version that a change of it must name. */
export const flightQuery = (id: string) =>
  queryOptions({
    queryKey: ['flights', 'one', id],
    queryFn: async () => {
      const answer = await api.GET('/api/flights/{id}', { params: { path: { id } } });
      const flight = await take(Promise.resolve(answer));
      return { flight, version: answer.response.headers.get('ETag') ?? undefined };
    },
    refetchInterval: nowAndThen,
  });

export const inventoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['flights', 'inventory', id],
    queryFn: () => take(api.GET('/api/flights/{id}/inventory', { params: { path: { id } } })),
    ...patient,
    refetchInterval: nowAndThen,
  });

export const bookingsOfFlightQuery = (id: string) =>
  pagesOf<Schemas['BookingSummary']>(['flights', 'bookings', id], (cursor) =>
    take(api.GET('/api/flights/{id}/bookings', { params: { path: { id }, query: { cursor, limit: 50 } } })),
  );

export const seatsQuery = (id: string) =>
  queryOptions({
    queryKey: ['flights', 'seats', id],
    queryFn: () => take(api.GET('/api/flights/{id}/seats', { params: { path: { id } } })),
    ...patient,
    refetchInterval: nowAndThen,
  });

export const aircraftTypesQuery = queryOptions({
  queryKey: ['aircraft-types'],
  queryFn: () => take(api.GET('/api/aircraft-types', { params: { query: { limit: 200 } } })),
  staleTime: 60_000,
});

export const disruptionsQuery = queryOptions({
  queryKey: ['flights', 'disruptions'],
  queryFn: () => take(api.GET('/api/flights/disruptions')),
  refetchInterval: nowAndThen,
});

export type Affected = Schemas['AffectedTravellers'];

/** Whom it concerns if the flight does not fly. Asked for again and again while that changes by itself. */
export const affectedQuery = (id: string, isCancelled: boolean) =>
  queryOptions({
    queryKey: ['flights', 'affected', id, isCancelled],
    queryFn: () => take(api.GET('/api/flights/{id}/affected', { params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) =>
      isCancelled ? (data && !data.isOpen && data.open.bookings === 0 ? false : soon) : often,
  });

export type Refund = Schemas['RefundOfBooking'];

/** What went back for bookings, however many they are; until `isDone` it is asked for again and again. */
export const refundsQuery = (flightId: string, bookings: readonly string[], isDone: (refunds: Refund[]) => boolean) =>
  queryOptions({
    queryKey: ['flights', 'refunds', flightId, bookings],
    queryFn: async () => {
      const pages = await Promise.all(
        chunksOf(bookings).map((bookingId) => take(api.GET('/api/refunds', { params: { query: { bookingId } } }))),
      );
      return pages.flatMap((page) => page.items);
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data && isDone(data) ? false : soon),
  });

// Addresses have an end: so many bookings are asked for at a time.
const bookingsAtOnce = 100;

function chunksOf(bookings: readonly string[]) {
  const count = Math.ceil(bookings.length / bookingsAtOnce);
  return Array.from({ length: count }, (_, i) => bookings.slice(i * bookingsAtOnce, (i + 1) * bookingsAtOnce));
}
