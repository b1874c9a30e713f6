import { queryOptions } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';
import { guestKeys } from '@/api/guestKeys';
import { once } from '@/api/intents';
import { ApiProblem } from '@/api/problems';

export type Booking = Schemas['BookingAnswer'];
export type Order = Schemas['OrderAnswer'];

const livePause = 4000;
const isProblem = (error: unknown, status: number) => error instanceof ApiProblem && error.status === status;

/** Reads a booking. A guest's token that is worth nothing any more is forgotten: then the session counts, if there is one. */
export async function readBooking(id: string): Promise<Booking> {
  const read = () => take(api.GET('/api/bookings/{id}', { params: { path: { id } } }));
  try {
    return await read();
  } catch (error) {
    if (!isProblem(error, 401) || guestKeys.for(id) === undefined) {
      throw error;
    }
    guestKeys.forget(id);
    return read();
  }
}

/** A booking, asked for again while it is looked at: what staff do to it shows by itself. */
export const liveBookingQuery = (id: string) =>
  queryOptions({ queryKey: ['bookings', id], refetchInterval: livePause, queryFn: () => readBooking(id) });

/** The order that pays for a booking; null if it was never ordered. */
export const orderOfQuery = (bookingId: string) =>
  queryOptions({
    queryKey: ['bookings', bookingId, 'its order'],
    refetchInterval: livePause,
    queryFn: async (): Promise<Order | null> => {
      try {
        const order = await take(api.GET('/api/bookings/{id}/order', { params: { path: { id: bookingId } } }));
        const token = guestKeys.for(bookingId);
        if (token) {
          guestKeys.keepOrder(token, order.id);
        }
        return order;
      } catch (error) {
        if (isProblem(error, 404)) {
          return null;
        }
        throw error;
      }
    },
  });

export const bookingHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['bookings', id, 'history'],
    refetchInterval: livePause,
    queryFn: async () => (await take(api.GET('/api/bookings/{id}/history', { params: { path: { id } } }))).items,
  });

export const orderHistoryQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['orders', id, 'history'],
    enabled: id !== undefined,
    refetchInterval: livePause,
    queryFn: async () => (await take(api.GET('/api/orders/{id}/history', { params: { path: { id: id! } } }))).items,
  });

/** A flight as everybody sees it: planned and present times, why it is late. */
export const flightQuery = (id: string) =>
  queryOptions({
    queryKey: ['flights', id],
    refetchInterval: 30_000,
    queryFn: () => take(api.GET('/api/flights/{id}', { params: { path: { id } } })),
  });

/** What cancelling gives back now, with the version of the booking that this holds for. */
export const quoteQuery = (id: string) =>
  queryOptions({
    queryKey: ['bookings', id, 'quote'],
    gcTime: 0,
    staleTime: 0,
    queryFn: async () => {
      const asked = api.GET('/api/bookings/{id}/cancellation-quote', { params: { path: { id } } });
      const quote = await take(asked);
      return { ...quote, version: (await asked).response.headers.get('ETag') ?? undefined };
    },
  });

/** Cancels a booking as it was quoted. Asking again after no answer repeats the same request. */
export async function cancelBooking(id: string, version: string | undefined) {
  return once(`cancel:${id}`, (key) => {
    const header = { 'Idempotency-Key': key, 'If-Match': version };
    return take(api.POST('/api/bookings/{id}/cancellation', { params: { path: { id }, header } }));
  });
}

/** Whether seats may still be chosen: it lives, and no flight has left or was cancelled. */
export const isChangeable = (booking: Booking) =>
  (booking.status === 'reserved' || booking.status === 'confirmed') &&
  booking.flights.every((flight) => flight.status === 'scheduled');

/** The ticket of a passenger: they are issued in the order of the passengers. */
export const ticketOf = (booking: Booking, passenger: number) => booking.tickets[passenger];
