import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, take } from '@/api/client';

const store = 'contrail.office.airport';

const someFlightQuery = queryOptions({
  queryKey: ['flights', 'some'],
  queryFn: () => take(api.GET('/api/flights', { params: { query: { limit: 1 } } })),
  staleTime: Infinity,
});

/** Remembers in this browser at which airport somebody works. */
export const keepHomeAirport = (code: string) => localStorage.setItem(store, code);

/** The airport that was looked at last; for whoever comes the first time, one that the airline flies from. */
export function useHomeAirport() {
  const kept = localStorage.getItem(store);
  const some = useQuery({ ...someFlightQuery, enabled: !kept });
  return kept ?? some.data?.items[0]?.departure.airport ?? '';
}
