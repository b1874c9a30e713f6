import type { Schemas } from '@/api/client';

export type SeatMapCabin = Schemas['SeatMapCabin'];
export type SeatMapRow = Schemas['SeatMapRow'];
export type SeatStatus = Schemas['SeatStatus'];

/** Who of one's own booking has a seat. */
export interface Holder {
  /** For screen readers: `Ada Lovelace`. */
  name: string;
  /** In the seat: `AL`. */
  initials: string;
  /** Whether seats are being chosen for them now. */
  isCurrent: boolean;
}

/** Where a seat lies in its row: at a window, at an aisle or between. */
export function placeOf(letters: string, letter: string) {
  const at = letters.indexOf(letter);
  if (at === 0 || at === letters.length - 1) {
    return 'window';
  }
  return letters[at - 1] === ' ' || letters[at + 1] === ' ' ? 'aisle' : 'middle';
}

/** The seat that is found by moving from another: the next in the row, or the nearest in the row that many rows on. */
export function moveFrom(cabin: SeatMapCabin, seat: string, across: number, along: number) {
  const from = cabin.rows.findIndex((row) => row.seats.some((s) => s.seat === seat));
  const column = cabin.rows[from]?.seats.findIndex((s) => s.seat === seat) ?? -1;
  if (from < 0 || column < 0) {
    return seat;
  }
  const row = cabin.rows[Math.min(Math.max(from + along, 0), cabin.rows.length - 1)]!;
  return row.seats[Math.min(Math.max(column + across, 0), row.seats.length - 1)]?.seat ?? seat;
}

/** Where the arrow keys and their kin lead. */
export function targetOf(cabin: SeatMapCabin, seat: string, key: string, isWhole: boolean) {
  const far = 100;
  switch (key) {
    case 'ArrowLeft':
      return moveFrom(cabin, seat, -1, 0);
    case 'ArrowRight':
      return moveFrom(cabin, seat, 1, 0);
    case 'ArrowUp':
      return moveFrom(cabin, seat, 0, -1);
    case 'ArrowDown':
      return moveFrom(cabin, seat, 0, 1);
    case 'PageUp':
      return moveFrom(cabin, seat, 0, -5);
    case 'PageDown':
      return moveFrom(cabin, seat, 0, 5);
    case 'Home':
      return moveFrom(cabin, seat, -far, isWhole ? -far : 0);
    case 'End':
      return moveFrom(cabin, seat, far, isWhole ? far : 0);
    default:
      return undefined;
  }
}
