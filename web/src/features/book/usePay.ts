import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { finishIntent, intentKey, isBegun } from '@/api/intents';
import { ApiProblem, isWorthRepeating } from '@/api/problems';
import type { Card } from './card';
import { orderQuery, type Order } from './queries';

// Each attempt has a key of its own: those that the server knows of are counted.
const intentOf = (order: Order) => `pay:${order.id}:${order.payments.length}`;

const firstPause = 1000;
const longestPause = 10_000;

/** Whether somebody pressed Pay in this tab and the server has not told of a payment. */
export const isInterrupted = (order: Order) => order.status === 'awaitingPayment' && isBegun(intentOf(order));

/** Whether a payment of the order is under way, be it on the server only. */
export const isUnderWay = (order: Order, started: string | undefined) =>
  order.status === 'paying' ||
  (started !== undefined &&
    order.status === 'awaitingPayment' &&
    !order.payments.some((payment) => payment.id === started));

/**
 * Pays with a card. Without an answer the same request is sent again, under the same key, until there is one: it counts once. The card is
 * held no longer than that.
 */
export function usePay(order: Order) {
  const queries = useQueryClient();
  const intent = intentOf(order);
  return useMutation({
    networkMode: 'always',
    gcTime: 0,
    retry: (_, error) => isWorthRepeating(error),
    retryDelay: (count) => Math.min(firstPause * 2 ** count, longestPause),
    mutationFn: (card: Card) =>
      take(
        api.POST('/api/orders/{id}/payments', {
          params: { path: { id: order.id }, header: { 'Idempotency-Key': intentKey(intent) } },
          body: { method: 'card', card },
        }),
      ),
    onError: (error) => {
      if (error instanceof ApiProblem) {
        finishIntent(intent);
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: orderQuery(order.id).queryKey }),
  });
}
