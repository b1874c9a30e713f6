import { createParser } from 'eventsource-parser';
import { identify } from './client';

/** An event as the server sent it. */
export interface ServerEvent {
  id?: string;
  event?: string;
  data: string;
}

const firstPause = 500;
const longestPause = 8000;

function pause(milliseconds: number, signal: AbortSignal) {
  return new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * Server-sent events with the caller's identity, which the browser's own EventSource cannot send. Connects again by itself and goes on
 * after the last event's id; ends when the server ends the stream with `isFinal`, refuses for good (4xx), or the signal says so.
 */
export async function listen(
  url: string,
  handlers: {
    onEvent: (event: ServerEvent) => void;
    onState?: (state: 'open' | 'lost' | 'refused') => void;
    isFinal?: () => boolean;
  },
  signal: AbortSignal,
) {
  let wait = firstPause;
  let last: string | undefined;
  const parser = createParser({
    onEvent(event) {
      last = event.id ?? last;
      handlers.onEvent(event);
    },
  });
  while (!signal.aborted) {
    try {
      const request = new Request(url, {
        headers: { Accept: 'text/event-stream', ...(last && { 'Last-Event-ID': last }) },
        signal,
      });
      const response = await fetch(await identify(request));
      if (response.status >= 400 && response.status < 500 && response.status !== 429) {
        handlers.onState?.('refused');
        return;
      }
      if (response.ok && response.body) {
        handlers.onState?.('open');
        wait = firstPause;
        const texts = response.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let read = await texts.read(); !read.done; read = await texts.read()) {
          parser.feed(read.value);
        }
      }
    } catch {
      // Lost: below it is tried again.
    }
    if (signal.aborted || handlers.isFinal?.()) {
      return;
    }
    parser.reset();
    handlers.onState?.('lost');
    await pause(wait, signal);
    wait = Math.min(wait * 2, longestPause);
  }
}
