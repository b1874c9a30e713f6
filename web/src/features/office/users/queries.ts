import { api, take } from '@/api/client';
import { pagesOf } from '@/api/pages';
import { given } from '@/ui/useFilters';

/** Accounts by address; `q` is part of a name or address. */
export const usersQuery = (filters: { q: string }) =>
  pagesOf(['office', 'users', filters], (cursor) =>
    take(api.GET('/api/users', { params: { query: { ...given(filters), cursor } } })),
  );
