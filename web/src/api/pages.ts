import { infiniteQueryOptions, type QueryKey } from '@tanstack/react-query';

interface PageOf<T> {
  readonly items: readonly T[];
  readonly next?: string | null;
}

/**
 * A list of the API, page after page: `read` is given the cursor of the page to fetch.
 * The items of all pages fetched so far are `query.data`.
 */
export function pagesOf<T>(queryKey: QueryKey, read: (cursor: string | undefined) => Promise<PageOf<T>>) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }: { pageParam: string | undefined }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: PageOf<T>) => page.next ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
}
