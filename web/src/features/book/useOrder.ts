import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { listen } from '@/api/events';
import { bookingQuery, orderQuery, type Order } from './queries';

const refusedPause = 5000;

/** An order as it stands, now and whenever it changes, and whether the connection holds. */
export function useOrder(id: string) {
  const queries = useQueryClient();
  const [connection, setConnection] = useState<'open' | 'lost' | 'refused'>('open');
  // News that are refused for good are asked for instead.
  const query = useQuery({ ...orderQuery(id), refetchInterval: connection === 'refused' ? refusedPause : false });
  useEffect(() => {
    const stop = new AbortController();
    let isFinal = false;
    void listen(
      `/api/orders/${id}/events`,
      {
        onEvent: ({ data }) => {
          const order = JSON.parse(data) as Order;
          isFinal = order.isFinal;
          queries.setQueryData(orderQuery(id).queryKey, order);
          for (const { bookingId } of order.lines) {
            void queries.invalidateQueries({ queryKey: bookingQuery(bookingId).queryKey, exact: true });
          }
        },
        onState: setConnection,
        isFinal: () => isFinal,
      },
      stop.signal,
    );
    return () => stop.abort();
  }, [id, queries]);
  return { query, connection };
}
