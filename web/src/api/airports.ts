import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, take } from './client';

/** An airport by its code; they hardly ever change. */
export const airportQuery = (code: string) =>
  queryOptions({
    queryKey: ['airports', code],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => take(api.GET('/api/airports/{code}', { params: { path: { code } } })),
  });

/** The city of an airport; its code until that is known. */
export function useCity(code: string) {
  return useQuery(airportQuery(code)).data?.city ?? code;
}
