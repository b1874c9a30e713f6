import { queryOptions } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';
import { groupsOf } from '../groups';

type ParkedEvent = Schemas['ParkedEvent'];

/** The parked events of a stream, in one subscription. */
export interface ParkedStream {
  module: string;
  subscription: string;
  stream: string;
  /** The one that could not be handled. */
  first: ParkedEvent;
  /** How many are parked, with those behind it. */
  count: number;
}

/** Streams that were parked for the same reason. */
export interface ParkedGroup {
  key: string;
  module: string;
  subscription: string;
  type: string;
  error: string;
  streams: ParkedStream[];
}

const most = 200;

/** Whoever handles: a read model without version and generation of its table. */
export const handlerOf = (subscription: string) => subscription.replace(/_v\d+_g\d+$/, '');

async function everywhere<T>(read: (module: string) => Promise<readonly T[]>) {
  const modules = await take(api.GET('/api/ops/modules'));
  return (
    await Promise.all(modules.map(async ({ name }) => (await read(name)).map((item) => ({ ...item, module: name }))))
  ).flat();
}

/** What is parked in every context: the first 200 of each. */
export const parkedQuery = queryOptions({
  queryKey: ['ops', 'parked'],
  refetchInterval: 3000,
  queryFn: async () => {
    const events = await everywhere(async (module) => {
      const page = await take(
        api.GET('/api/ops/{module}/parked', { params: { path: { module }, query: { limit: most } } }),
      );
      return page.items;
    });
    const streams = groupsOf(events, (e) => `${e.module}/${e.subscription}/${e.stream}`);
    return [...streams.values()].map((of): ParkedStream => {
      const first = of[0]!;
      return { module: first.module, subscription: first.subscription, stream: first.stream, first, count: of.length };
    });
  },
});

/** Streams by who could not handle what, and why. */
export function parkedGroups(streams: readonly ParkedStream[]): ParkedGroup[] {
  const groups = groupsOf(streams, (s) => [s.module, s.subscription, s.first.type, s.first.error].join('\n'));
  return [...groups].map(([key, of]) => {
    const { module, subscription, first } = of[0]!;
    return { key, module, subscription, type: first.type, error: first.error, streams: of };
  });
}

/** What operators did, everywhere, the newest first. */
export const actsQuery = queryOptions({
  queryKey: ['ops', 'acts'],
  queryFn: async () => {
    const acts = await everywhere((module) =>
      take(api.GET('/api/ops/{module}/parked/acts', { params: { path: { module } } })),
    );
    return acts.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  },
});

/** What handling the events of a stream again would do. */
export const dryRunQuery = (module: string, subscription: string, stream: string) =>
  queryOptions({
    queryKey: ['ops', 'dry-run', module, subscription, stream],
    staleTime: Infinity,
    gcTime: 0,
    queryFn: () =>
      take(
        api.POST('/api/ops/{module}/parked/dry-run', { params: { path: { module } }, body: { subscription, stream } }),
      ),
  });
