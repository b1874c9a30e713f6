import { CloseButton, Drawer, Group, Paper, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { Loaded } from '@/ui/Loaded';
import { eventQuery } from '../queries';
import { EventType } from '../ui/EventType';
import { ModuleName } from '../ui/ModuleName';
import { EventFacts, type FilterPlace } from './EventFacts';
import classes from './EventPanel.module.css';
import { messages } from './messages';

interface Props {
  /** The event as `module:position`; none is shown without. */
  selected: string;
  onClose: () => void;
  filterPlace?: FilterPlace;
  children: ReactNode;
}

/** A list of events, and beside it, on small screens above it, the one that was chosen. */
export function WithEventPanel({ selected, onClose, filterPlace, children }: Props) {
  const t = useMessages(messages);
  const isWide = useMediaQuery('(min-width: 80em)', true, { getInitialValueInEffect: false });
  const [, module, position] = /^(.+):(\d+)$/.exec(selected) ?? [];
  if (!module || !position) {
    return <div className={classes.both}>{children}</div>;
  }
  const event = <EventOf module={module} position={Number(position)} filterPlace={filterPlace} />;
  if (!isWide) {
    return (
      <>
        <Drawer
          opened
          onClose={onClose}
          position="right"
          size="lg"
          title={t('event')}
          closeButtonProps={{ 'aria-label': t('close'), size: 40 }}
        >
          {event}
        </Drawer>
        {children}
      </>
    );
  }
  return (
    <div className={classes.both}>
      <div>{children}</div>
      <Paper component="aside" withBorder p="md" className={classes.panel} aria-label={t('event')}>
        <Group justify="flex-end" mb={-36}>
          <CloseButton size={36} aria-label={t('close')} onClick={onClose} />
        </Group>
        {event}
      </Paper>
    </div>
  );
}

function EventOf({ module, position, filterPlace }: { module: string; position: number; filterPlace?: FilterPlace }) {
  const t = useMessages(messages);
  const query = useQuery(eventQuery(module, position));
  return (
    <Loaded query={query}>
      {(event) =>
        event === null ? (
          <Text>{t('gone', { module, position })}</Text>
        ) : (
          <>
            <Title order={2} fz="md" pr={40}>
              <EventType name={event.type} />
            </Title>
            <Group gap="xs" mb="sm">
              <ModuleName name={event.module} />
              <Text size="xs" c="dimmed">
                {t('position_', { position: formatNumber(event.position) })}
              </Text>
            </Group>
            <EventFacts event={event} filterPlace={filterPlace} />
          </>
        )
      }
    </Loaded>
  );
}
