import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { pagesOf } from '@/api/pages';
import { given } from '@/ui/useFilters';

/** Filters of the list of orders, as in its address. */
export interface OrderFilters {
  email: string;
  status: string;
}

/** Orders, the newest first. */
export const ordersQuery = (filters: OrderFilters) =>
  pagesOf(['office', 'orders', filters], (cursor) =>
    take(api.GET('/api/orders', { params: { query: { ...given({ ...filters }), cursor } } })),
  );

const soon = 2_000;
const later = 10_000;

/** An order, asked for again while it is looked at: soon while something is under way. */
export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['office', 'order', id],
    queryFn: () => take(api.GET('/api/orders/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.isFinal ? later : soon),
  });

/** What happened to an order, in sentences. */
export const orderHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['office', 'order', id, 'history'],
    queryFn: () => take(api.GET('/api/orders/{id}/history', { params: { path: { id } } })),
    refetchInterval: later,
  });

/** What colleagues noted about an order, newest first. */
export const remarksQuery = (id: string) =>
  pagesOf(['office', 'order', id, 'remarks'], (cursor) =>
    take(api.GET('/api/orders/{id}/remarks', { params: { path: { id }, query: { cursor } } })),
  );
