import { useSyncExternalStore } from 'react';

/** How far the server's clock is ahead of this one, and how much that may be wrong, in milliseconds. */
let known = { ahead: 0, doubt: Number.POSITIVE_INFINITY };

/**
 * Learns from an answer what the server's clock shows: it was read between sending and receiving. A more certain reading replaces a
 * less certain one, and so does one that contradicts it: then one of the clocks was set.
 */
export function learnTime(serverTime: string | null, sent: number, received: number) {
  const server = Date.parse(serverTime ?? '');
  if (Number.isNaN(server)) {
    return;
  }
  const heard = { ahead: server - (sent + received) / 2, doubt: (received - sent) / 2 + 1 };
  if (heard.doubt <= known.doubt || Math.abs(heard.ahead - known.ahead) > heard.doubt + known.doubt) {
    known = heard;
  }
}

/** What the server's clock shows now; deadlines are told by it. */
export const serverNow = () => Date.now() + known.ahead;

const second = 1000;
const wholeSecond = () => Math.floor(serverNow() / second) * second;

// All that ticks on a page ticks together, just after the second begins.
const ticking = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

function tick() {
  timer = setTimeout(tick, second - (serverNow() % second) + 5);
  for (const notify of ticking) {
    notify();
  }
}

function subscribe(notify: () => void) {
  ticking.add(notify);
  if (ticking.size === 1) {
    timer = setTimeout(tick, second - (serverNow() % second) + 5);
  }
  // A page that slept shows the right time as soon as it is seen again.
  document.addEventListener('visibilitychange', notify);
  return () => {
    ticking.delete(notify);
    document.removeEventListener('visibilitychange', notify);
    if (ticking.size === 0) {
      clearTimeout(timer);
    }
  };
}

/** The server's time in whole seconds, as it passes. */
export const useServerNow = () => useSyncExternalStore(subscribe, wholeSecond);

/** Whether a deadline has passed on the server's clock; renders again when it does. */
export function useIsPast(deadline: string | null | undefined) {
  const read = () => deadline !== null && deadline !== undefined && serverNow() >= Date.parse(deadline);
  return useSyncExternalStore(subscribe, read);
}
