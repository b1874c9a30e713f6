import { Text, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { airportQuery, useCity } from '@/api/airports';
import { useMessages } from '@/i18n';
import { formatDuration, formatLocalTime } from '@/i18n/formats';
import classes from './JourneyTimes.module.css';
import type { Journey } from './journeys';
import { messages } from './messages';

/** When it departs and arrives, by the clocks there, how long it takes and where one changes. */
export function JourneyTimes({
  journey,
}: {
  journey: Pick<Journey, 'flights' | 'stops' | 'durationMinutes' | 'arrivalDayOffset'>;
}) {
  const t = useMessages(messages);
  const { flights, stops, durationMinutes, arrivalDayOffset } = journey;
  const { departure } = flights[0]!;
  const { arrival } = flights.at(-1)!;
  return (
    <div className={classes.journey}>
      <div className={classes.times}>
        <End word={t('departs')} local={departure.local} airport={departure.airport} />
        <div className={classes.way}>
          <Text span size="xs" c="dimmed">
            {formatDuration(durationMinutes)}
          </Text>
          <span className={classes.line} data-stops={stops} aria-hidden />
          <Text span size="xs" fw={500} c={stops === 0 ? undefined : 'dimmed'}>
            {stops === 0 ? t('direct') : t('stop', { count: stops })}
          </Text>
        </div>
        <End word={t('arrives')} local={arrival.local} airport={arrival.airport}>
          {arrivalDayOffset !== 0 && (
            <Text span size="xs" fw={600} className={classes.days}>
              {t('nextDay', { count: arrivalDayOffset })}
            </Text>
          )}
        </End>
      </div>
      <Text size="xs" c="dimmed">
        {flights.map((flight) => flight.designator).join(' + ')}
        {flights.map(
          (flight) =>
            flight.connectionMinutes !== null && (
              <Stop key={flight.id} airport={flight.arrival.airport} minutes={flight.connectionMinutes} />
            ),
        )}
      </Text>
    </div>
  );
}

interface EndProps {
  word: string;
  local: string;
  airport: string;
  children?: ReactNode;
}

function End({ word, local, airport, children }: EndProps) {
  const place = useQuery(airportQuery(airport)).data;
  return (
    <div>
      <VisuallyHidden>{word} </VisuallyHidden>
      <div className={classes.time}>
        <time dateTime={local}>{formatLocalTime(local)}</time>
        {children}
      </div>
      <Text size="xs" c="dimmed">
        <Text span inherit fw={600}>
          {airport}
        </Text>{' '}
        <span className={classes.airport}>{place?.name}</span>
      </Text>
    </div>
  );
}

function Stop({ airport, minutes }: { airport: string; minutes: number }) {
  const t = useMessages(messages);
  const city = useCity(airport);
  return <> · {t('stopAt', { duration: formatDuration(minutes), city })}</>;
}
