import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listen } from '@/api/events';
import { orderOfQuery, type Order } from './queries';

/** The order of a booking: while it is in motion as the server tells of it, otherwise asked for now and then. */
export function useOrderOf(bookingId: string) {
  const queries = useQueryClient();
  const query = useQuery(orderOfQuery(bookingId));
  const order = query.data ?? undefined;
  const moving = order !== undefined && !order.isFinal ? order.id : undefined;
  useEffect(() => {
    if (moving === undefined) {
      return undefined;
    }
    const stop = new AbortController();
    let isFinal = false;
    const onEvent = ({ data }: { data: string }) => {
      const told = JSON.parse(data) as Order;
      isFinal = told.isFinal;
      queries.setQueryData(orderOfQuery(bookingId).queryKey, told);
    };
    void listen(`/api/orders/${moving}/events`, { onEvent, isFinal: () => isFinal }, stop.signal);
    return () => stop.abort();
  }, [bookingId, moving, queries]);
  return query;
}
