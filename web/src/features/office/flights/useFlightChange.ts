import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import { finishIntent, intentKey } from '@/api/intents';
import { NoAnswer } from '@/api/problems';

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
  const intentOf = (values: V) => `${what}:${flightId}:${JSON.stringify(values)}`;
  return useMutation({
    mutationFn: (values: V) => send(values, { 'Idempotency-Key': intentKey(intentOf(values)), 'If-Match': version }),
    onSuccess: () => onDone?.(),
    async onSettled(_, error, values) {
      if (!(error instanceof NoAnswer)) {
        finishIntent(intentOf(values));
      }
      // What was refused may have been refused because the flight is another than the one on the screen.
      await queries.invalidateQueries({ queryKey: ['flights'] });
    },
  });
}
