import { useSearchParams } from 'react-router';

/** Changes a part of the query string and keeps the rest; null removes. At once: a box that is ticked stays ticked. */
export function useView() {
  const [, setQuery] = useSearchParams();
  return (parts: Record<string, string | null>) =>
    setQuery(
      (now) => {
        const next = new URLSearchParams(now);
        for (const [name, value] of Object.entries(parts)) {
          if (value === null) {
            next.delete(name);
          } else {
            next.set(name, value);
          }
        }
        return next;
      },
      { replace: true, preventScrollReset: true, flushSync: true },
    );
}
