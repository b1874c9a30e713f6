import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';

/** What is promised and how it stands. */
export const invariantsQuery = queryOptions({
  queryKey: ['ops', 'invariants'],
  refetchInterval: 3000,
  queryFn: () => take(api.GET('/api/ops/invariants')),
});

/** What is being simulated, and how often it struck; refused in Production. */
export const faultsQuery = queryOptions({
  queryKey: ['ops', 'faults'],
  refetchInterval: 2000,
  queryFn: () => take(api.GET('/api/ops/faults')),
});

/** Names of subscriptions and read models of a context, and of the events that it wrote last. */
export const partsQuery = (module: string) =>
  queryOptions({
    queryKey: ['ops', 'parts', module],
    staleTime: 60_000,
    enabled: module !== '',
    queryFn: async () => {
      const [modules, events] = await Promise.all([
        take(api.GET('/api/ops/modules')),
        take(
          api.GET('/api/ops/{module}/events', { params: { path: { module }, query: { newest: true, limit: 200 } } }),
        ),
      ]);
      const names = modules.find((m) => m.name === module)?.subscriptions.map((s) => s.name) ?? [];
      const isReadModel = (name: string) => /_v\d+_g\d+$/.test(name);
      return {
        subscriptions: names.filter((name) => !isReadModel(name)),
        readModels: names.filter(isReadModel).map((name) => name.replace(/_v\d+_g\d+$/, '')),
        types: [...new Set(events.items.map((e) => e.type.replace(/\.v\d+$/, '')))].toSorted(),
      };
    },
  });
