import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import { once } from '@/api/intents';

/** What goes along with a change: it is made once, and only to the version that was looked at. */
export interface ChangeHeaders {
  'Idempotency-Key': string;
  'If-Match'?: string;
}

interface Change<V> {
  flightId: string;
  version?: string;
  /** Names the change. */
  what: string;
  send: (values: V, header: ChangeHeaders) => Promise<Schemas['FlightChange']>;
  onDone?: () => void;
}

/** Changes a flight. Without an answer the same values are sent again under the same key. */
export function useFlightChange<V>({ flightId, version, what, send, onDone }: Change<V>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (values: V) =>
      once(`${what}:${flightId}:${JSON.stringify(values)}`, (key) =>
        send(values, { 'Idempotency-Key': key, 'If-Match': version }),
      ),
    onSuccess: () => onDone?.(),
    // What was refused may have been refused because the flight is another than the one on the screen.
    onSettled: () => queries.invalidateQueries({ queryKey: ['flights'] }),
  });
}
