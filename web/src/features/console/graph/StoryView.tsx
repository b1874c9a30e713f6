import { Alert, Center, Drawer, Group, Loader, SegmentedControl, Switch, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useMemo } from 'react';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { useFilters } from '@/ui/useFilters';
import { pictureOf } from './cards';
import { EventPanel } from './EventPanel';
import { messages } from './messages';
import { StoryTable } from './StoryTable';
import classes from './StoryView.module.css';
import { contextOf, wordsOf } from './words';

const CausationGraph = lazy(async () => ({ default: (await import('./CausationGraph')).CausationGraph }));

interface Props {
  graph: Schemas['CausationGraph'];
  isLive: boolean;
}

/** How a story is looked at; all of it is in the address. */
export function useStoryOptions() {
  return useFilters('view', 'all', 'live', 'event');
}

/** A causation graph as picture or table, with the data of the event that was chosen. */
export function StoryView({ graph, isLive }: Props) {
  const t = useMessages(messages);
  const [options, set] = useStoryOptions();
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const isWide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const view = options.view || (isPhone ? 'table' : 'graph');
  const everything = options.all === 'yes';
  const picture = useMemo(() => pictureOf(graph, everything), [graph, everything]);
  const event = graph.events.find((e) => e.id === options.event);
  const select = (id: string) => set({ event: id });
  const close = () => set({ event: '' });
  const panel = event && (
    <EventPanel graph={graph} event={event} onSelect={select} onClose={close} isInDialog={!isWide} />
  );
  const late = Object.entries(graph.searchedFrom).filter(([, position]) => position > 1);
  return (
    <>
      <Group mb="sm" gap="lg">
        <SegmentedControl
          aria-label={t('view')}
          value={view}
          onChange={(value) => set({ view: value })}
          data={[
            { value: 'graph', label: t('graph') },
            { value: 'table', label: t('table') },
          ]}
        />
        <Switch
          label={t('everything')}
          description={t('everythingHint')}
          checked={everything}
          onChange={(e) => set({ all: e.currentTarget.checked ? 'yes' : '' })}
        />
        <Switch
          label={t('live')}
          description={t('liveHint')}
          checked={isLive}
          onChange={(e) => set({ live: e.currentTarget.checked ? 'yes' : 'no' })}
        />
      </Group>
      {graph.events.length < graph.eventCount && (
        <Alert mb="sm">
          {t('truncated', { shown: formatNumber(graph.events.length), count: formatNumber(graph.eventCount) })}
        </Alert>
      )}
      {late.map(([module, position]) => (
        <Text key={module} size="sm" c="dimmed">
          {t('searchedFrom', { module: contextOf(module), position: formatNumber(position) })}
        </Text>
      ))}
      <div className={event && isWide ? classes.split : undefined}>
        <div className={classes.main}>
          {view === 'table' ? (
            <StoryTable graph={graph} everything={everything} selected={options.event} onSelect={select} />
          ) : (
            <Suspense
              fallback={
                <Center py="xl" role="status">
                  <Loader role="img" aria-label={t('loadingGraph')} />
                </Center>
              }
            >
              <CausationGraph picture={picture} selected={options.event} onSelect={select} />
            </Suspense>
          )}
        </div>
        {isWide ? (
          panel
        ) : (
          <Drawer
            opened={event !== undefined}
            onClose={close}
            position="bottom"
            size="80%"
            title={event && wordsOf(event.type)}
            closeButtonProps={{ 'aria-label': t('close'), size: 40 }}
          >
            {panel}
          </Drawer>
        )}
      </div>
    </>
  );
}
