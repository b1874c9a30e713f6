import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';
import { pagesOf } from '@/api/pages';

export type ModuleStatus = Schemas['ModuleStatus'];
export type Subscription = Schemas['SubscriptionStatus'];
export type Flow = Schemas['MessageFlow'];
export type Process = Schemas['ProcessOverview'];
export type State = Schemas['StreamState'];

/** An event of a log, content and metadata as they lie there. */
export interface StoredEvent extends Omit<Schemas['StoredEvent'], 'data' | 'metadata'> {
  data: unknown;
  metadata: Metadata;
}

/** Who caused an event and why. */
export interface Metadata {
  correlationId: string;
  commandId: string;
  causationId?: string;
  actor?: string;
  source?: string;
}

/** Where all logs end, and where the subscriptions are that are behind, at a moment of this browser's clock. */
export interface Sample {
  at: number;
  heads: Record<string, number>;
  /** Position by `module/subscription`. */
  behind: Record<string, number>;
}

const placesBehind = ({ name, subscriptions }: ModuleStatus) =>
  subscriptions.filter((s) => s.lag > 0).map((s) => [`${name}/${s.name}`, s.position] as const);

const mostSamples = 60;

/** How the modules are doing, every two seconds, with the heads seen before: rates are the differences between answers. */
export const modulesQuery = queryOptions({
  queryKey: ['ops', 'modules'],
  refetchInterval: 2000,
  queryFn: async ({ client, queryKey }) => {
    const modules = await take(api.GET('/api/ops/modules'));
    const before = client.getQueryData<{ samples: Sample[] }>(queryKey)?.samples ?? [];
    const heads = Object.fromEntries(modules.flatMap((m) => (m.head === null ? [] : [[m.name, m.head]])));
    const behind = Object.fromEntries(modules.flatMap(placesBehind));
    return { modules, samples: [...before, { at: Date.now(), heads, behind }].slice(-mostSamples) };
  },
});

/** Names of the modules of this host; they do not change while it runs. */
export const moduleNamesQuery = queryOptions({
  queryKey: ['ops', 'module-names'],
  staleTime: Infinity,
  queryFn: async () => (await take(api.GET('/api/ops/modules'))).map((m) => m.name),
});

/** What is looked for in a log. */
export interface EventSearch {
  module: string;
  type?: string;
  stream?: string;
  correlation?: string;
  /** Events of a page; 50 when left out. */
  limit?: number;
  /** Events after this position, in order; otherwise the newest first. */
  after?: number;
}

/** Events of a log, page after page. */
export const eventsQuery = ({ module, after, ...filter }: EventSearch) =>
  infiniteQueryOptions({
    queryKey: ['ops', 'events', module, after, filter],
    initialPageParam: after,
    queryFn: ({ pageParam }) => {
      const place =
        after !== undefined ? { after: pageParam } : pageParam === undefined ? { newest: true } : { before: pageParam };
      return take(
        api.GET('/api/ops/{module}/events', { params: { path: { module }, query: { ...filter, ...place } } }),
      );
    },
    getNextPageParam: (page) => page.next ?? undefined,
    select: ({ pages }) => ({
      items: pages.flatMap((page) => page.items) as StoredEvent[],
      head: pages[0]?.head ?? 0,
    }),
  });

/** One event; it never changes. */
export const eventQuery = (module: string, position: number) =>
  queryOptions({
    queryKey: ['ops', 'event', module, position],
    staleTime: Infinity,
    queryFn: async () => {
      const query = { after: position - 1, limit: 1 };
      const page = await take(api.GET('/api/ops/{module}/events', { params: { path: { module }, query } }));
      return (page.items.find((e) => e.position === position) ?? null) as StoredEvent | null;
    },
  });

/** How many events a stream has, every few seconds. */
export const streamEndQuery = (module: string, stream: string) =>
  queryOptions({
    queryKey: ['ops', 'stream-end', module, stream],
    refetchInterval: 3000,
    queryFn: async () => {
      const query = { stream, newest: true, limit: 1 };
      const page = await take(api.GET('/api/ops/{module}/events', { params: { path: { module }, query } }));
      return page.items[0]?.version ?? 0;
    },
  });

/** The state that a stream makes at a version, and the event that led to it; neither ever changes. */
export const stateQuery = (module: string, stream: string, at: number) =>
  queryOptions({
    queryKey: ['ops', 'state', module, stream, at],
    staleTime: Infinity,
    queryFn: async () => {
      const query = { at, after: Math.max(at - 1, 0), limit: 1 };
      const view = await take(
        api.GET('/api/ops/{module}/streams/{stream}', { params: { path: { module, stream }, query } }),
      );
      return { states: view.states, event: at === 0 ? undefined : (view.events[0] as StoredEvent | undefined) };
    },
    placeholderData: keepPreviousData,
  });

/** Events of a stream after a version. */
export const streamEventsQuery = (module: string, stream: string, after: number, limit: number, end: number) =>
  queryOptions({
    // The end is part of the key: when the stream has grown there is more to fetch.
    queryKey: ['ops', 'stream-events', module, stream, after, limit, Math.min(end, after + limit)],
    staleTime: Infinity,
    queryFn: async () => {
      const query = { after, limit, at: 0 };
      const view = await take(
        api.GET('/api/ops/{module}/streams/{stream}', { params: { path: { module, stream }, query } }),
      );
      return view.events as StoredEvent[];
    },
    placeholderData: keepPreviousData,
  });

/** Kinds of processes by the module that runs them. */
export const processKindsQuery = queryOptions({
  queryKey: ['ops', 'process-kinds'],
  staleTime: Infinity,
  queryFn: async () => {
    const modules = await take(api.GET('/api/ops/modules'));
    const kinds = modules.map(({ name, subscriptions }) => [name, kindsOf(subscriptions)] as const);
    return new Map(kinds.filter(([, of]) => of.length > 0));
  },
});

const kindsOf = (subscriptions: readonly Subscription[]) =>
  subscriptions.flatMap(({ name }) => /^process:(.+)$/.exec(name)?.[1] ?? []);

/** Processes of a module, the latest changed first. */
export const processesQuery = (module: string, filter: { state?: string; process?: string; key?: string }) => ({
  ...pagesOf<Process>(['ops', 'processes', module, filter], (cursor) =>
    take(
      api.GET('/api/ops/{module}/processes', { params: { path: { module }, query: { ...filter, cursor, limit: 50 } } }),
    ),
  ),
  refetchInterval: 3000,
});
