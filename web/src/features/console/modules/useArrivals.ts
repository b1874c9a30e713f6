import { useEffect, useState } from 'react';
import type { Schemas } from '@/api/client';
import { listen } from '@/api/events';

const seconds = 10;

/** From one module to another. */
export const pairOf = (from: string, to: string) => `${from}>${to}`;

/** Messages that modules took from each other in the last ten seconds, by {@link pairOf}; undefined while that is not known. */
export function useArrivals() {
  const [arrivals, setArrivals] = useState<ReadonlyMap<string, number>>();
  useEffect(() => {
    const leaving = new AbortController();
    const recent: { pair: string; at: number }[] = [];
    let isOpen = false;
    function onEvent({ data }: { data: string }) {
      const { module, actor } = JSON.parse(data) as Schemas['LiveItem'];
      // Who asked for an event that came from another module is that module.
      const source = /^module:(.+)$/.exec(actor ?? '')?.[1];
      if (module && source) {
        recent.push({ pair: pairOf(source, module), at: Date.now() });
      }
    }
    void listen('/api/ops/live', { onEvent, onState: (state) => (isOpen = state === 'open') }, leaving.signal);
    const clock = setInterval(() => {
      const since = Date.now() - seconds * 1000;
      const old = recent.findIndex(({ at }) => at >= since);
      recent.splice(0, old < 0 ? recent.length : old);
      const counts = new Map<string, number>();
      for (const { pair } of recent) {
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
      setArrivals(isOpen ? counts : undefined);
    }, 1000);
    return () => {
      clearInterval(clock);
      leaving.abort();
    };
  }, []);
  return arrivals;
}
