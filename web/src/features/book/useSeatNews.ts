import { useEffect, useRef, useState } from 'react';
import type { Schemas } from '@/api/client';

type SeatMap = Schemas['SeatMap'];

const shownFor = 30_000;
const isTaken = (status: Schemas['SeatStatus']) => status === 'held' || status === 'sold';

const statuses = (map: SeatMap) =>
  new Map(
    map.cabins.flatMap((cabin) => cabin.rows.flatMap((row) => row.seats.map((s) => [s.seat, s.status] as const))),
  );

/** Seats of a flight that strangers took while one was looking: for a while, and once when they are news. */
export function useSeatNews(map: SeatMap | undefined, own: ReadonlySet<string>) {
  const [taken, setTaken] = useState<ReadonlyMap<string, number>>(new Map());
  const [news, setNews] = useState<string[]>([]);
  const before = useRef<{ flightId: string; statuses: ReturnType<typeof statuses> }>(undefined);
  const owned = useRef(own);
  useEffect(() => {
    owned.current = new Set([...owned.current, ...own]);
  }, [own]);

  useEffect(() => {
    if (!map) {
      return;
    }
    const [last, now] = [before.current, { flightId: map.flightId, statuses: statuses(map) }];
    before.current = now;
    if (last?.flightId !== map.flightId) {
      setTaken(new Map());
      setNews([]);
      return;
    }
    const fresh = [...now.statuses]
      .filter(([seat, status]) => isTaken(status) && last.statuses.get(seat) === 'free' && !owned.current.has(seat))
      .map(([seat]) => seat);
    if (fresh.length > 0) {
      setNews(fresh);
    }
    const at = Date.now();
    setTaken((kept) => {
      const recent = [...kept].filter(
        ([seat, since]) => at - since < shownFor && isTaken(now.statuses.get(seat) ?? 'free'),
      );
      return new Map([...recent, ...fresh.map((seat) => [seat, at] as const)]);
    });
  }, [map]);

  return { justTaken: new Set(taken.keys()), news };
}
