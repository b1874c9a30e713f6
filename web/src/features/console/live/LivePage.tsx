import { Alert, Button, Group, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useMessages } from '@/i18n';
import { formatTimeOfDay } from '@/i18n/formats';
import { PageTitle } from '@/ui/PageTitle';
import { useFilters } from '@/ui/useFilters';
import { contrailOf, urlOf } from '../commands';
import { EventFilters } from '../events/EventFilters';
import { EventList, keyOf } from '../events/EventList';
import { WithEventPanel } from '../events/EventPanel';
import { idOf } from '../events/filters';
import { SameAs } from '../SameAs';
import { ConnectionBadge } from './ConnectionBadge';
import { mostEvents, type Seen } from './feed';
import { Gaps } from './Gaps';
import { messages } from './messages';
import { Rate } from './Rate';
import { useLive } from './useLive';

/** Events of all modules as they happen. */
export function LivePage() {
  const t = useMessages(messages);
  const [filters, set] = useFilters('module', 'type', 'stream', 'correlation', 'event');
  const [parameters] = useSearchParams();
  const request = {
    path: '/api/ops/live',
    query: {
      module: filters.module,
      type: filters.type,
      stream: filters.stream,
      correlation: idOf(filters.correlation),
    },
    isStream: true,
  };
  const url = urlOf(request);
  const live = useLive(url);
  const [paused, setPaused] = useState<{ url: string; seen: Seen }>();
  const isPaused = paused?.url === url;
  const shown = isPaused ? paused.seen : live;
  const placeWith = (changes: Record<string, string | undefined>) => {
    const place = new URLSearchParams(parameters);
    for (const [name, value] of Object.entries(changes)) {
      if (value) {
        place.set(name, value);
      } else {
        place.delete(name);
      }
    }
    return `?${place}`;
  };
  const nothing = { module: undefined, type: undefined, stream: undefined, correlation: undefined };
  const isFiltered = Object.values(request.query).some(Boolean);
  return (
    <>
      <PageTitle title={t('title')} about={t('about')}>
        <ConnectionBadge connection={live.connection} isPaused={isPaused} />
        <Button
          variant="default"
          w={130}
          leftSection={isPaused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />}
          onClick={() => setPaused(isPaused ? undefined : { url, seen: live })}
        >
          {isPaused ? t('resume') : t('pause')}
        </Button>
      </PageTitle>
      <EventFilters values={filters} onChange={set} mayBeAll types={new Set(live.events.map((e) => e.type))} />
      <Group justify="space-between" mb="xs" gap="xs" mih={34}>
        <Text size="sm" c="dimmed">
          {shown.count > mostEvents ? t('most', { count: mostEvents }) : t('shown', { count: shown.count })}
          {isPaused && live.count > shown.count && ` · ${t('waiting', { count: live.count - shown.count })}`}
        </Text>
        <Rate perSecond={live.perSecond} />
      </Group>
      {live.connection === 'refused' && (
        <Alert color="red" role="alert" mb="md">
          {t('refused')}
        </Alert>
      )}
      <Gaps gaps={live.gaps} />
      <WithEventPanel
        selected={filters.event}
        onClose={() => set({ event: undefined })}
        filterPlace={(filter) => placeWith({ ...nothing, ...filter, event: filters.event })}
      >
        {shown.events.length > 0 ? (
          <EventList
            label={t('list')}
            events={shown.events}
            isBounded
            selected={filters.event}
            placeOf={(e) => placeWith({ event: keyOf(e) })}
          />
        ) : (
          <Text c="dimmed" py="xl" ta="center">
            {t(isFiltered ? 'quietFiltered' : 'quiet', { at: formatTimeOfDay(shown.since).slice(0, 8) })}
          </Text>
        )}
      </WithEventPanel>
      <SameAs
        request={request}
        program={
          filters.module
            ? `${contrailOf(['events', filters.module], { type: filters.type, stream: filters.stream, correlation: idOf(filters.correlation) })} --follow`
            : undefined
        }
      />
    </>
  );
}
