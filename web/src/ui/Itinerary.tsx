import { Box, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconPlane } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { airportQuery, useCity } from '@/api/airports';
import { defineMessages, useMessages } from '@/i18n';
import { formatDuration, formatLocalDate, formatLocalTime } from '@/i18n/formats';
import classes from './Itinerary.module.css';
import { StatusBadge } from './StatusBadge';

const messages = defineMessages('itinerary', {
  change: '{{time}} to change planes in {{city}}',
  nextDay_one: 'next day',
  nextDay_other: '{{count}} days later',
  dayBefore: 'day before',
  instead: 'instead of {{time}}',
  departs: 'Departs',
  arrives: 'Arrives',
  takes: 'Takes',
});

/** A flight of a journey. Times carry the offset of their airport, so what they show is its clock. */
export interface ItineraryFlight {
  flightId: string;
  designator: string;
  from: string;
  to: string;
  departsAt: string;
  arrivesAt: string;
  /** As {@link StatusBadge} knows it. */
  status?: string;
  /** When it was to leave before it was delayed. */
  plannedDepartsAt?: string;
  /** When it was to arrive before it was delayed. */
  plannedArrivesAt?: string;
}

const minutesBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
const dayOf = (local: string) => Date.parse(`${local.slice(0, 10)}T00:00:00Z`) / 86_400_000;

/** An instant by the clock of its airport, with the one that it replaces and the day where that is another. */
function Moment({ at, planned, since }: { at: string; planned?: string; since?: string }) {
  const t = useMessages(messages);
  const isChanged = planned !== undefined && Date.parse(planned) !== Date.parse(at);
  const days = since === undefined ? 0 : dayOf(at) - dayOf(since);
  return (
    <>
      <Text component="time" dateTime={at} fz="xl" fw={650} lh={1.2} className={classes.time}>
        {formatLocalTime(at)}
      </Text>
      {isChanged && (
        <Text size="xs" className={classes.changed}>
          {t('instead', { time: formatLocalTime(planned) })}
        </Text>
      )}
      {days !== 0 && (
        <Text size="xs" c="dimmed">
          {days > 0 ? t('nextDay', { count: days }) : t('dayBefore')}
        </Text>
      )}
    </>
  );
}

/** An airport as people know it. */
function Place({ code }: { code: string }) {
  const airport = useQuery(airportQuery(code)).data;
  return (
    <Text size="sm" lh={1.3}>
      {airport?.city ?? code}{' '}
      <Text span inherit c="dimmed">
        {code}
      </Text>
    </Text>
  );
}

function FlightLine({ flight }: { flight: ItineraryFlight }) {
  const t = useMessages(messages);
  return (
    <Box>
      <Group gap="xs" mb={6}>
        <Text size="sm" fw={600}>
          {formatLocalDate(flight.departsAt)}
        </Text>
        <Text size="sm" c="dimmed">
          {flight.designator}
        </Text>
        {flight.status && <StatusBadge status={flight.status} />}
      </Group>
      <div className={classes.line} data-cancelled={flight.status === 'cancelled' || undefined}>
        <div>
          <VisuallyHidden>{t('departs')}</VisuallyHidden>
          <Moment at={flight.departsAt} planned={flight.plannedDepartsAt} />
          <Place code={flight.from} />
        </div>
        <Text size="xs" c="dimmed" ta="center" className={classes.duration} component="div">
          <VisuallyHidden>{t('takes')}</VisuallyHidden>
          {formatDuration(minutesBetween(flight.departsAt, flight.arrivesAt))}
          <div className={classes.path} aria-hidden>
            <IconPlane size={16} />
          </div>
        </Text>
        <div className={classes.end}>
          <VisuallyHidden>{t('arrives')}</VisuallyHidden>
          <Moment at={flight.arrivesAt} planned={flight.plannedArrivesAt} since={flight.departsAt} />
          <Place code={flight.to} />
        </div>
      </div>
    </Box>
  );
}

/** Between two flights: how long, and where. */
function Change({ before, after }: { before: ItineraryFlight; after: ItineraryFlight }) {
  const t = useMessages(messages);
  const city = useCity(after.from);
  const time = formatDuration(minutesBetween(before.arrivesAt, after.departsAt));
  return (
    <Text size="xs" c="dimmed" className={classes.change}>
      {t('change', { time, city })}
    </Text>
  );
}

/** The flights of a booking or an offer, in order, each on a line with the local times of its airports. */
export function Itinerary({ flights }: { flights: readonly ItineraryFlight[] }) {
  return (
    <Stack component="ol" gap="md" className={classes.list}>
      {flights.map((flight, i) => (
        <li key={flight.flightId}>
          {i > 0 && <Change before={flights[i - 1]!} after={flight} />}
          <FlightLine flight={flight} />
        </li>
      ))}
    </Stack>
  );
}
