import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { formatDuration, formatLocalDate, formatLocalTime } from '@/i18n/formats';
import classes from './Fares.module.css';
import { messages } from './messages';
import { placeQuery } from './places';

/** Each flight of a journey with its airports, by the clocks there. */
export function ItineraryDetails({ flights }: { flights: readonly Schemas['OfferedFlight'][] }) {
  const t = useMessages(messages);
  return (
    <ol className={classes.legs} aria-label={t('itinerary')}>
      {flights.map((flight) => (
        <li key={flight.id} className={classes.leg}>
          <Text size="sm">
            <At point={flight.departure} /> – <At point={flight.arrival} isArrival days={flight.arrivalDayOffset} />
          </Text>
          <Text size="xs" c="dimmed">
            {t('flight', { number: flight.designator })} ·{' '}
            {t('flightTime', { duration: formatDuration(flight.durationMinutes) })}
          </Text>
          {flight.connectionMinutes !== null && (
            <Change airport={flight.arrival.airport} minutes={flight.connectionMinutes} />
          )}
        </li>
      ))}
    </ol>
  );
}

interface AtProps {
  point: Schemas['PlaceAndTime'];
  isArrival?: boolean;
  days?: number;
}

function At({ point, isArrival, days = 0 }: AtProps) {
  const place = useQuery(placeQuery(point.airport)).data;
  const day = (!isArrival || days !== 0) && `${formatLocalDate(point.local)}, `;
  return (
    <>
      {day}
      <Text span fw={600} inherit>
        {formatLocalTime(point.local)}
      </Text>{' '}
      {place ? `${place.city} ${place.airport}` : ''} ({point.airport})
    </>
  );
}

function Change({ airport, minutes }: { airport: string; minutes: number }) {
  const t = useMessages(messages);
  const place = useQuery(placeQuery(airport)).data;
  return (
    <Text size="xs" fw={500}>
      {t('change_planes', { city: place?.city ?? airport, duration: formatDuration(minutes) })}
    </Text>
  );
}
