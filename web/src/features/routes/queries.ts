import { queryOptions } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';

type Route = Schemas['RouteAnswer'];

const longestPage = 200;
const anHour = 60 * 60_000;

async function allRoutes(signal: AbortSignal) {
  const routes: Route[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: longestPage, cursor };
    const page = await take(api.GET('/api/routes', { params: { query }, signal }));
    routes.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return routes;
}

/** What is flown, with flights on sale. */
export const routesQuery = queryOptions({
  queryKey: ['routes'],
  staleTime: anHour,
  queryFn: ({ signal }) => allRoutes(signal),
});
