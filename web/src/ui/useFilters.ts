import { useSearchParams } from 'react-router';

/**
 * Filters of a page, kept in its address: a view can be linked to, reloaded, and left with Back.
 * Values are texts; what is empty is not in the address. A change shows at once: a box that is ticked stays ticked.
 */
export function useFilters<K extends string>(...names: K[]) {
  const [parameters, setParameters] = useSearchParams();
  const values = Object.fromEntries(names.map((name) => [name, parameters.get(name) ?? ''])) as Record<K, string>;

  /** Changes some filters; typing replaces the address instead of adding to the history. */
  function set(changes: Partial<Record<K, string | undefined>>) {
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes) as [K, string | undefined][]) {
          if (value) {
            after.set(name, value);
          } else {
            after.delete(name);
          }
        }
        return after;
      },
      { replace: true, preventScrollReset: true, flushSync: true },
    );
  }

  return [values, set] as const;
}

/** Filters as parameters of the API: what is empty is left out. */
export function given<T extends Record<string, string>>(filters: T): Partial<T> {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== '')) as Partial<T>;
}
