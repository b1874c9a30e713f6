import { Anchor, Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useMessages } from '@/i18n';
import { formatPrecise } from '@/i18n/formats';
import { correlationPlace, eventsPlace, streamPlace } from '../places';
import type { StoredEvent } from '../queries';
import { Json } from '../ui/Json';
import { ModuleName } from '../ui/ModuleName';
import classes from './EventPanel.module.css';
import { messages } from './messages';

/** Where a list is that is filtered by what an event has in common with others. */
export type FilterPlace = (filter: { module: string; type?: string; stream?: string; correlation?: string }) => string;

interface Props {
  event: StoredEvent;
  filterPlace?: FilterPlace;
  /** Whether its stream is what one looks at. */
  isOfStream?: boolean;
}

/** Everything that the log holds of an event, and where it leads. */
export function EventFacts({ event, filterPlace = eventsPlace, isOfStream }: Props) {
  const t = useMessages(messages);
  const { module, stream, version, type, metadata } = event;
  const facts: [string, ReactNode][] = [
    [t('recorded'), formatPrecise(event.recordedAt)],
    [t('stream'), !isOfStream && <StreamLink key="stream" {...event} />],
    [t('actor'), metadata.actor],
    [t('from'), metadata.source && <ModuleName key="from" name={metadata.source} />],
    [
      t('correlation'),
      <Anchor inherit component={Link} key="correlation" to={correlationPlace(metadata.correlationId)}>
        {metadata.correlationId}
      </Anchor>,
    ],
    [t('commandId'), metadata.commandId],
    [t('causation'), metadata.causationId],
    [t('eventId'), event.id],
  ];
  return (
    <>
      <dl className={classes.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <Group gap="4px 16px" my="sm" fz="sm">
        {!isOfStream && (
          <Anchor inherit component={Link} to={streamPlace(module, stream, version)}>
            {t('openStream')}
          </Anchor>
        )}
        <Anchor inherit component={Link} to={correlationPlace(metadata.correlationId)}>
          {t('graph')}
        </Anchor>
        <Anchor inherit component={Link} to={filterPlace({ module, type })}>
          {t('sameType')}
        </Anchor>
        {!isOfStream && (
          <Anchor inherit component={Link} to={filterPlace({ module, stream })}>
            {t('sameStream')}
          </Anchor>
        )}
        <Anchor inherit component={Link} to={filterPlace({ module, correlation: metadata.correlationId })}>
          {t('sameCorrelation')}
        </Anchor>
      </Group>
      <Title order={3} fz="sm" mb={4}>
        {t('data')}
      </Title>
      <Json value={event.data} label={t('data')} />
      <Title order={3} fz="sm" mt="sm" mb={4}>
        {t('metadata')}
      </Title>
      <Json value={metadata} label={t('metadata')} />
    </>
  );
}

function StreamLink({ module, stream, version }: StoredEvent) {
  const t = useMessages(messages);
  return (
    <>
      <Anchor inherit component={Link} to={streamPlace(module, stream, version)}>
        {stream}
      </Anchor>{' '}
      {t('version', { version })}
    </>
  );
}
