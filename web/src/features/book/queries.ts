import { queryOptions } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';
import { guestKeys } from '@/api/guestKeys';
import { finishIntent, intentKey } from '@/api/intents';
import { ApiProblem } from '@/api/problems';
import { readBooking } from '@/features/booking/queries';

export type Booking = Schemas['BookingAnswer'];
export type Order = Schemas['OrderAnswer'];

export const bookingQuery = (id: string) =>
  queryOptions({
    queryKey: ['bookings', id],
    queryFn: () => readBooking(id),
  });

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['orders', id],
    queryFn: () => take(api.GET('/api/orders/{id}', { params: { path: { id } } })),
    // An answer may come later than newer news by the stream of events: an order never goes back.
    structuralSharing: (known, heard) =>
      known && Date.parse((known as Order).updatedAt) > Date.parse((heard as Order).updatedAt) ? known : heard,
  });

const seatMapPause = 3000;

/** The seats of a flight, asked for again and again while somebody looks. */
export const seatMapQuery = (flightId: string) =>
  queryOptions({
    queryKey: ['flights', flightId, 'seats'],
    refetchInterval: seatMapPause,
    queryFn: () => take(api.GET('/api/flights/{id}/seats', { params: { path: { id: flightId } } })),
  });

/** The order that a booking is in, or undefined. */
async function findOrder(bookingId: string) {
  try {
    return await take(api.GET('/api/bookings/{id}/order', { params: { path: { id: bookingId } } }));
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}

/** Does what belongs to an intent; a refusal ends the intent, no answer does not. */
async function asIntent<T>(intent: string, act: (headers: { 'Idempotency-Key': string }) => Promise<T>) {
  try {
    return await act({ 'Idempotency-Key': intentKey(intent) });
  } catch (error) {
    if (error instanceof ApiProblem && !error.problem.retryable) {
      finishIntent(intent);
    }
    throw error;
  }
}

async function draftOrder(bookingId: string) {
  const token = guestKeys.for(bookingId);
  const identity = token ? { Authorization: `Bearer ${token}` } : undefined;
  const { id } = await asIntent(`order:${bookingId}`, (key) =>
    take(api.POST('/api/orders', { params: { header: key }, headers: identity, body: { bookingIds: [bookingId] } })),
  );
  return id;
}

/**
 * The order that pays for a booking: the one that it is in, else a new one, placed so that it can be paid. However often this is asked
 * for, in however many tabs, it is one order.
 */
export const orderOfBookingQuery = (bookingId: string) =>
  queryOptions({
    queryKey: ['bookings', bookingId, 'order'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const found = await findOrder(bookingId);
      const id = found?.id ?? (await draftOrder(bookingId));
      const token = guestKeys.for(bookingId);
      if (token) {
        guestKeys.keepOrder(token, id);
      }
      if (found === undefined || found.status === 'draft') {
        await asIntent(`place:${id}`, (key) =>
          take(api.POST('/api/orders/{id}/placement', { params: { path: { id }, header: key } })),
        );
      }
      return id;
    },
  });
