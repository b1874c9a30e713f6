import { Text, UnstyledButton } from '@mantine/core';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import classes from './Routes.module.css';
import { messages } from './messages';
import { ends, labelOf, type Airport, type Network } from './network';

interface Props {
  network: Network;
  from: Airport | undefined;
  to: Airport | undefined;
  onChoose: (code: string) => void;
}

/** The airports to choose from; once the origin is known, those with direct flights come first and say how far they are. */
export function AirportList({ network, from, to, onChoose }: Props) {
  const t = useMessages(messages);
  const { airports, reach, connections } = network;
  const direct = (from && reach.get(from.code)) ?? new Set<string>();
  const distanceOf = (airport: Airport) =>
    connections.find((c) => from && ends(c, from.code) && ends(c, airport.code))?.distanceKm;
  const entry = (airport: Airport) => {
    const distance = airport.code === from?.code ? undefined : distanceOf(airport);
    return (
      <li key={airport.code}>
        <UnstyledButton
          className={classes.airport}
          aria-pressed={airport.code === from?.code || airport.code === to?.code}
          onClick={() => onChoose(airport.code)}
        >
          <span>{labelOf(airport, airports)}</span>
          <Text span size="xs" c="dimmed">
            {distance ? t('distance', { km: formatNumber(distance) }) : airport.code}
          </Text>
        </UnstyledButton>
      </li>
    );
  };
  if (!from) {
    return (
      <ul className={classes.list} aria-label={t('airports')}>
        {airports.map(entry)}
      </ul>
    );
  }
  const others = airports.filter((airport) => airport.code !== from.code && !direct.has(airport.code));
  return (
    <>
      <ul className={classes.list} aria-label={t('direct')}>
        {airports.filter((airport) => direct.has(airport.code)).map(entry)}
      </ul>
      {others.length > 0 && (
        <>
          <Text size="sm" c="dimmed" mt="md" mb="xs">
            {t('others')}
          </Text>
          <ul className={classes.list} aria-label={t('others')}>
            {others.map(entry)}
          </ul>
        </>
      )}
    </>
  );
}
