import { queryOptions } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';
import { pagesOf } from '@/api/pages';
import { given } from '@/ui/useFilters';

/** Filters of the list of payments, as in its address. */
export interface PaymentFilters {
  status: string;
  orderId: string;
}

/** Payments, the newest first. */
export const paymentsQuery = (filters: PaymentFilters) =>
  pagesOf(['office', 'payments', filters], (cursor) =>
    take(api.GET('/api/payments', { params: { query: { ...given({ ...filters }), cursor } } })),
  );

const soon = 1_500;
const later = 10_000;

/** Whether the gateway still owes an answer. */
export const isInMotion = (payment: Schemas['PaymentDetails']) => payment.unanswered > 0;

/** A payment, asked for again while it is looked at: soon while the gateway owes an answer. */
export const paymentQuery = (id: string) =>
  queryOptions({
    queryKey: ['office', 'payment', id],
    queryFn: () => take(api.GET('/api/payments/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && isInMotion(state.data) ? soon : later),
  });

/** Every attempt to pay for an order. */
export const paymentsOfOrderQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['office', 'payments', 'of', orderId],
    queryFn: async () => (await take(api.GET('/api/payments', { params: { query: { orderId, limit: 200 } } }))).items,
    refetchInterval: ({ state }) => (state.data?.some(isInMotion) ? soon : later),
  });

/** Both books side by side, as of now. */
export const reconciliationQuery = queryOptions({
  queryKey: ['office', 'reconciliation'],
  queryFn: () => take(api.GET('/api/ops/payments/reconciliation')),
  staleTime: 0,
});
