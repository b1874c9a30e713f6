import type { Schemas } from '@/api/client';
import { listen, type ServerEvent } from '@/api/events';
import type { ListedEvent } from '../events/EventList';

/** An event as the live stream tells it. */
export interface LiveEvent extends ListedEvent {
  correlationId?: string | null;
  actor?: string | null;
}

/** Events of a module that were not shown, after a position. */
export interface Gap {
  kind: 'missed' | 'gap';
  module: string;
  count: number;
  after: number;
  at: string;
}

export type Connection = 'connecting' | 'open' | 'lost' | 'refused';

/** What a page shows of the live stream; each change is a new one. */
export interface Seen {
  connection: Connection;
  since: string;
  /** The newest first. */
  events: readonly LiveEvent[];
  /** How many there were, with those that are not kept any more. */
  count: number;
  gaps: readonly Gap[];
  /** Events by second of this browser's clock, for the last minute. */
  perSecond: ReadonlyMap<number, number>;
}

/** So many events are kept; older ones are in the log. */
export const mostEvents = 500;
const seconds = 60;
const mostGaps = 5;

export const nothingSeen = (): Seen => ({
  connection: 'connecting',
  since: new Date().toISOString(),
  events: [],
  count: 0,
  gaps: [],
  perSecond: new Map(),
});

/** Follows the live stream. What comes is gathered and told a few times a second, however much it is. */
export function follow(url: string, tell: (seen: Seen) => void, signal: AbortSignal) {
  let seen = nothingSeen();
  let fresh: LiveEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const positions = new Map<string, number>();

  function flush() {
    timer = undefined;
    const second = Math.floor(Date.now() / 1000);
    const recent = [...seen.perSecond].filter(([at]) => at > second - seconds);
    const perSecond = new Map(recent).set(second, (seen.perSecond.get(second) ?? 0) + fresh.length);
    const events = [...fresh.toReversed(), ...seen.events].slice(0, mostEvents);
    seen = { ...seen, perSecond, events, count: seen.count + fresh.length };
    fresh = [];
    tell(seen);
  }

  function change(changes: Partial<Seen>) {
    seen = { ...seen, ...changes };
    if (!signal.aborted) {
      timer ??= setTimeout(flush, 100);
    }
  }

  function unseen(kind: Gap['kind'], module: string, count: number) {
    const gap = { kind, module, count, after: positions.get(module) ?? 0, at: new Date().toISOString() };
    change({ gaps: [gap, ...seen.gaps].slice(0, mostGaps) });
  }

  function onEvent({ data }: ServerEvent) {
    const item = JSON.parse(data) as Schemas['LiveItem'];
    if (item.kind === 'event') {
      fresh.push(item as LiveEvent);
      positions.set(item.module!, item.position!);
      change({});
    } else if (item.kind === 'missed') {
      unseen('missed', item.module!, item.count!);
    } else {
      for (const [module, at] of Object.entries(item.positions ?? {})) {
        const before = positions.get(module);
        if (isBack && before !== undefined && at > before) {
          unseen('gap', module, at - before);
        }
        positions.set(module, at);
      }
      isBack = false;
    }
  }

  // The first thing that a connection tells is where each log ends: after a lost one, what happened in between is known.
  let isBack = false;
  function onState(connection: Connection) {
    isBack ||= connection === 'lost';
    change({ connection });
  }

  signal.addEventListener('abort', () => clearTimeout(timer));
  void listen(url, { onEvent, onState }, signal);
}
