import { isWorthRepeating } from './problems';

/**
 * Idempotency keys by intent. Pressing a button again, or reloading the page in between, repeats the same request under the same key:
 * it has one effect. A finished intent is forgotten, so that the next one is new.
 */
const prefix = 'contrail.intent.';

function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

/** The key of an intent such as `pay:<order>`, the same until {@link finishIntent}. */
export function intentKey(intent: string) {
  const kept = sessionStorage.getItem(prefix + intent);
  if (kept) {
    return kept;
  }
  const key = randomKey();
  sessionStorage.setItem(prefix + intent, key);
  return key;
}

/** The intent came to an end, whatever it was: trying again means something new. */
export function finishIntent(intent: string) {
  sessionStorage.removeItem(prefix + intent);
}

/** Whether an intent was begun in this tab and has not come to its end. */
export const isBegun = (intent: string) => sessionStorage.getItem(prefix + intent) !== null;

/** Does something under the key of its intent. The key is kept while it is not known whether it was done, so that pressing again repeats it. */
export async function once<T>(intent: string, act: (key: string) => Promise<T>): Promise<T> {
  try {
    const answer = await act(intentKey(intent));
    finishIntent(intent);
    return answer;
  } catch (error) {
    if (!isWorthRepeating(error)) {
      finishIntent(intent);
    }
    throw error;
  }
}
