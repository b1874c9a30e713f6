import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { pagesOf } from '@/api/pages';

/** What waits for a person, the oldest first; or what was put right. */
export const casesQuery = (open: boolean) =>
  pagesOf(['office', 'cases', { open }], (cursor) =>
    take(api.GET('/api/cases', { params: { query: { open, cursor } } })),
  );

const mostShown = 200;

/** The oldest matters that wait for a person, as many as one answer holds. */
export const openCasesQuery = queryOptions({
  queryKey: ['office', 'cases', 'open'],
  queryFn: () => take(api.GET('/api/cases', { params: { query: { open: true, limit: mostShown } } })),
  refetchInterval: 15_000,
});
