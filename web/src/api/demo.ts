import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, take, type Schemas } from './client';

export type Demo = Schemas['DemoAnswer'];

const demoQuery = queryOptions({
  queryKey: ['demo'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: () => take(api.GET('/api/demo')),
});

/** What visitors of a demo may use: logins and cards. Nothing anywhere else, nor until it is known. */
export function useDemo(): Demo {
  return useQuery(demoQuery).data ?? { isDemo: false, logins: [], cards: [] };
}
