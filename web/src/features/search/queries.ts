import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { isComplete, type Search } from './search';

const aMinute = 60_000;

/** The offers for a search, sold out ones too. They are asked for anew before the price guarantee of what is shown ends. */
export const offersQuery = ({ from, to, date, adults, children, infants, cabin }: Search) =>
  queryOptions({
    queryKey: ['offers', { from, to, date, adults, children, infants, cabin }],
    enabled: isComplete({ from, to, date, adults, children, infants, cabin }),
    staleTime: aMinute,
    refetchInterval: 10 * aMinute,
    queryFn: async ({ signal }) => {
      const query = { from, to, date, adults, children, infants, cabin, includeSoldOut: true };
      return (await take(api.GET('/api/offers', { params: { query }, signal }))).items;
    },
  });
