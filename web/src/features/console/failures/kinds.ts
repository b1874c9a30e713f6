import type { Schemas } from '@/api/client';
import { wordsOf } from '../graph/words';

export type Fault = Schemas['Fault'];
export type FaultKind = Schemas['FaultKind'];

/** What has to be said of a failure, by its kind. */
export const fieldsOf: Record<
  FaultKind,
  readonly ('type' | 'nth' | 'count' | 'milliseconds' | 'subscription' | 'readModel')[]
> = {
  failProjection: ['type', 'readModel'],
  pauseSubscription: ['subscription'],
  failAppends: ['count'],
  delayAppends: ['milliseconds'],
  killBefore: ['type', 'nth'],
  killAfter: ['type', 'nth'],
};

/** All kinds, the harmless ones first. */
export const kinds = Object.keys(fieldsOf) as FaultKind[];

export const kills = (kind: FaultKind) => kind === 'killBefore' || kind === 'killAfter';

/** What a failure concerns, in a few words: an event, a subscription, a number. */
export function aimOf({ type, nth, count, milliseconds, subscription }: Fault) {
  return [
    type && (type === '*' ? '*' : wordsOf(type)),
    nth && nth > 1 && `${nth}.`,
    count && `× ${count}`,
    milliseconds && `${milliseconds} ms`,
    subscription,
  ]
    .filter(Boolean)
    .join(', ');
}
