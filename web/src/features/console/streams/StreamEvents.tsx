import { Button, Group, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useMessages } from '@/i18n';
import { formatPrecise, formatTimeOfDay } from '@/i18n/formats';
import { Loaded } from '@/ui/Loaded';
import { moveFocus } from '../events/EventList';
import classes from '../events/EventList.module.css';
import { streamEventsQuery, type StoredEvent } from '../queries';
import { EventType } from '../ui/EventType';
import { useChosenInView } from '../ui/useChosenInView';
import { messages } from './messages';
import ownClasses from './StreamPage.module.css';

/** Events are fetched by pages of so many. */
const size = 100;

interface Props {
  module: string;
  stream: string;
  at: number;
  end: number;
  /** Where a version is shown. */
  placeOf: (version: number) => string;
}

/** The events of a stream around a version; choosing one goes there. */
export function StreamEvents({ module, stream, at, end, placeOf }: Props) {
  const t = useMessages(messages);
  const after = Math.floor(Math.max(at - 1, 0) / size) * size;
  const events = useQuery(streamEventsQuery(module, stream, after, size, end));
  return (
    <section aria-labelledby="events">
      <Title order={2} fz="md" mb="xs" id="events">
        {t('events')}
      </Title>
      <Loaded query={events}>{(items) => <Versions items={items} at={at} placeOf={placeOf} />}</Loaded>
      <Group gap="xs" mt="xs">
        {after > 0 && (
          <Button component={Link} to={placeOf(after)} replace preventScrollReset variant="default" size="xs">
            {t('earlier')}
          </Button>
        )}
        {after + size < end && (
          <Button
            component={Link}
            to={placeOf(after + size + 1)}
            replace
            preventScrollReset
            variant="default"
            size="xs"
          >
            {t('later')}
          </Button>
        )}
      </Group>
    </section>
  );
}

function Versions({ items, at, placeOf }: Pick<Props, 'at' | 'placeOf'> & { items: readonly StoredEvent[] }) {
  const list = useChosenInView<HTMLOListElement>(`[data-version="${at}"]`);
  return (
    <ol className={`${classes.list} ${ownClasses.few}`} aria-labelledby="events" ref={list}>
      {items.map((e) => (
        <li key={e.version} data-version={e.version}>
          <Link
            to={placeOf(e.version)}
            replace
            preventScrollReset
            className={`${classes.row} ${classes.isOfOne}`}
            aria-current={e.version === at ? 'step' : undefined}
            tabIndex={e.version === (at || items[0]?.version) ? 0 : -1}
            onKeyDown={moveFocus}
          >
            <span className={classes.version}>{e.version}</span>
            <span className={classes.type}>
              <EventType name={e.type} />
            </span>
            <time dateTime={e.recordedAt} title={formatPrecise(e.recordedAt)} className={classes.time}>
              {formatTimeOfDay(e.recordedAt)}
            </time>
            <span className={classes.stream} title={e.metadata.actor}>
              {e.metadata.actor}
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
