import type { KeyboardEvent } from 'react';
import { Link } from 'react-router';
import { formatPrecise, formatTimeOfDay } from '@/i18n/formats';
import { EventType } from '../ui/EventType';
import { ModuleName } from '../ui/ModuleName';
import type { StoredEvent } from '../queries';
import classes from './EventList.module.css';

/** What a list shows of an event. */
export interface ListedEvent {
  module: string;
  position: number;
  stream: string;
  type: string;
  at: string;
}

export const listed = (e: StoredEvent): ListedEvent => ({ ...e, at: e.recordedAt });

/** An event's name within the site: `booking:123`. */
export const keyOf = (e: { module: string; position: number }) => `${e.module}:${e.position}`;

interface Props<T extends ListedEvent> {
  label: string;
  events: readonly T[];
  /** {@link keyOf} the event that is shown beside the list. */
  selected?: string;
  placeOf: (event: T) => string;
  /** Whether it scrolls inside of itself, so that what is below stays in reach. */
  isBounded?: boolean;
}

/** Events, one a line, as links. One stop of the tab key; inside go the arrow keys. */
export function EventList<T extends ListedEvent>({ label, events, selected, placeOf, isBounded }: Props<T>) {
  const stop = events.some((e) => keyOf(e) === selected) ? selected : events[0] && keyOf(events[0]);
  return (
    <ol className={`${classes.list} ${isBounded ? classes.isBounded : ''}`} aria-label={label}>
      {events.map((e) => (
        <li key={keyOf(e)}>
          <Link
            to={placeOf(e)}
            preventScrollReset
            className={classes.row}
            aria-current={keyOf(e) === selected || undefined}
            tabIndex={keyOf(e) === stop ? 0 : -1}
            onKeyDown={moveFocus}
          >
            <time dateTime={e.at} title={formatPrecise(e.at)} className={classes.time}>
              {formatTimeOfDay(e.at)}
            </time>
            <span className={classes.module}>
              <ModuleName name={e.module} />
            </span>
            <span className={classes.type}>
              <EventType name={e.type} />
            </span>
            <span className={classes.stream} title={e.stream}>
              {e.stream}
            </span>
            <span className={classes.position}>{e.position}</span>
          </Link>
        </li>
      ))}
    </ol>
  );
}

/** Arrow keys, Home and End go through the links of a list; for each of them. */
export function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const links = [...(event.currentTarget.closest('ol')?.querySelectorAll<HTMLElement>('li > a') ?? [])];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (to !== undefined && at >= 0) {
    event.preventDefault();
    links[Math.min(Math.max(to, 0), links.length - 1)]?.focus();
  }
}
