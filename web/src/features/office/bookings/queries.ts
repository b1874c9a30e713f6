import { queryOptions } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';
import { pagesOf } from '@/api/pages';
import { given } from '@/ui/useFilters';

/** Filters of the list of bookings, as in its address. */
export interface BookingFilters {
  q: string;
  email: string;
  flightId: string;
  status: string;
}

/** Bookings, the newest first. */
export const bookingsQuery = (filters: BookingFilters) =>
  pagesOf(['office', 'bookings', filters], async (cursor) => {
    const page = await take(api.GET('/api/bookings', { params: { query: { ...given({ ...filters }), cursor } } }));
    return page as Schemas['PageOfBookingSummary'];
  });

const watching = 5_000;

/** A booking, asked for again while it is looked at. */
export const bookingQuery = (id: string) =>
  queryOptions({
    queryKey: ['office', 'booking', id],
    queryFn: () => take(api.GET('/api/bookings/{id}', { params: { path: { id } } })),
    refetchInterval: watching,
  });

/** What cancelling gives back, as of now. */
export const quoteQuery = (id: string) =>
  queryOptions({
    queryKey: ['office', 'booking', id, 'quote'],
    queryFn: () => take(api.GET('/api/bookings/{id}/cancellation-quote', { params: { path: { id } } })),
    staleTime: 0,
  });

/** The orders that a booking is in. */
export const ordersOfBookingQuery = (bookingId: string) =>
  queryOptions({
    queryKey: ['office', 'orders', 'of', bookingId],
    queryFn: async () => (await take(api.GET('/api/orders', { params: { query: { bookingId } } }))).items,
    refetchInterval: watching,
  });

/** What happened to a booking, in sentences. */
export const bookingHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['office', 'booking', id, 'history'],
    queryFn: () => take(api.GET('/api/bookings/{id}/history', { params: { path: { id } } })),
    refetchInterval: watching,
  });
