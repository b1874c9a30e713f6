import { Button, Center, Group, NativeSelect, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { useFilters } from '@/ui/useFilters';
import { contrailOf, pathOf } from '../commands';
import { eventsPlace } from '../places';
import { eventsQuery, moduleNamesQuery } from '../queries';
import { SameAs } from '../SameAs';
import { FilterInput } from '../ui/FilterInput';
import { EventFilters } from './EventFilters';
import classes from './EventFilters.module.css';
import { EventList, keyOf, listed } from './EventList';
import { WithEventPanel } from './EventPanel';
import { idOf } from './filters';
import { messages } from './messages';

/** Searches the log of a module. */
export function EventsPage() {
  const t = useMessages(messages);
  const modules = useQuery(moduleNamesQuery);
  return (
    <>
      <PageTitle title={t('title')} about={t('about')} />
      <Loaded query={modules}>{([first = '']) => <Log first={first} />}</Loaded>
    </>
  );
}

function Log({ first }: { first: string }) {
  const t = useMessages(messages);
  const [given, set] = useFilters('module', 'type', 'stream', 'correlation', 'after', 'event');
  const [parameters] = useSearchParams();
  const filters = { ...given, module: given.module || first };
  const after = /^\d{1,15}$/.test(filters.after) ? Number(filters.after) : undefined;
  const { module } = filters;
  const search = {
    type: filters.type || undefined,
    stream: filters.stream || undefined,
    correlation: idOf(filters.correlation),
  };
  const events = useInfiniteQuery(eventsQuery({ module, after, ...search }));
  const items = events.data?.items ?? [];
  const isFiltered = Boolean(filters.type || filters.stream || filters.correlation);
  return (
    <>
      <EventFilters values={filters} onChange={set} types={new Set(items.map((e) => e.type))}>
        <NativeSelect
          label={t('order')}
          value={after === undefined ? 'newest' : 'after'}
          onChange={({ currentTarget }) => set({ after: currentTarget.value === 'after' ? '0' : undefined })}
          data={[
            { value: 'newest', label: t('newest') },
            { value: 'after', label: t('after') },
          ]}
        />
        {after !== undefined && (
          <FilterInput
            label={t('position')}
            inputMode="numeric"
            className={classes.data}
            value={filters.after}
            onFilter={(position) => set({ after: /^\d{1,15}$/.test(position) ? position : '0' })}
          />
        )}
      </EventFilters>
      <Group justify="space-between" mb="xs" gap="xs">
        <Text size="sm" c="dimmed">
          {events.data && t('found', { module, head: formatNumber(events.data.head) })}
        </Text>
        <Group gap="xs">
          {isFiltered && (
            <Button
              variant="subtle"
              size="xs"
              onClick={() => set({ type: undefined, stream: undefined, correlation: undefined })}
            >
              {t('clear')}
            </Button>
          )}
          <Button
            variant="default"
            size="xs"
            leftSection={<IconRefresh size={14} aria-hidden />}
            loading={events.isRefetching && !events.isFetchingNextPage}
            onClick={() => void events.refetch()}
          >
            {t('refresh')}
          </Button>
        </Group>
      </Group>
      <WithEventPanel selected={filters.event} onClose={() => set({ event: undefined })} filterPlace={eventsPlace}>
        {events.isError && <ProblemNotice error={events.error} onRetry={() => void events.refetch()} />}
        {events.isPending && <Loaded query={events}>{() => null}</Loaded>}
        {items.length > 0 && (
          <EventList
            label={t('list')}
            events={items.map(listed)}
            selected={filters.event}
            placeOf={(e) => {
              const place = new URLSearchParams(parameters);
              place.set('event', keyOf(e));
              return `?${place}`;
            }}
          />
        )}
        {events.isSuccess && items.length === 0 && (
          <Text c="dimmed" py="lg" role="status">
            {events.hasNextPage ? t('lookedAt') : after === undefined || isFiltered ? t('none') : t('noneAfter')}
          </Text>
        )}
        {events.hasNextPage && (
          <Center mt="md">
            <Button variant="default" loading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
              {items.length === 0 ? t('further') : t('more')}
            </Button>
          </Center>
        )}
      </WithEventPanel>
      <SameAs
        request={{
          path: pathOf`/api/ops/${module}/events`,
          query: { ...search, ...(after === undefined ? { newest: true } : { after }) },
        }}
        program={contrailOf(['events', module], {
          ...search,
          ...(after === undefined ? { last: isFiltered ? undefined : 50 } : { after }),
        })}
      />
    </>
  );
}
