import { Anchor, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { serverNow } from '@/api/clock';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { Section } from '@/ui/Section';
import { useFilters } from '@/ui/useFilters';
import { AirportInput } from './AirportInput';
import { dayAfter } from './days';
import { DepartureTable } from './DepartureTable';
import { messages } from './messages';
import { boardQuery } from './queries';
import { keepHomeAirport, useHomeAirport } from './useHomeAirport';

const hours = 12;
const most = 8;

/** What leaves an airport in the coming hours. */
export function NextDepartures() {
  const t = useMessages(messages);
  const [filters, setFilters] = useFilters('airport');
  const home = useHomeAirport();
  const airport = filters.airport || home;
  const today = useQuery({ ...boardQuery(airport, ''), enabled: airport !== '' });
  const tomorrow = today.data ? dayAfter(today.data.date, 1) : '';
  const next = useQuery({ ...boardQuery(airport, tomorrow), enabled: tomorrow !== '' });
  const until = serverNow() + hours * 3_600_000;
  const coming = [...(today.data?.departures ?? []), ...(next.data?.departures ?? [])]
    .filter((f) => f.status === 'scheduled' && Date.parse(f.departure.at) <= until)
    .slice(0, most);
  return (
    <Section
      title={t('coming', { hours })}
      actions={
        airport && (
          <Anchor component={Link} to={`/office/board?airport=${airport}`}>
            {t('wholeBoard')}
          </Anchor>
        )
      }
    >
      <Group mb="sm">
        <AirportInput
          label={t('airport')}
          value={airport}
          onChange={(code) => {
            if (code) {
              keepHomeAirport(code);
            }
            setFilters({ airport: code });
          }}
        />
      </Group>
      {airport === '' ? (
        <Text c="dimmed">{t('chooseAirport')}</Text>
      ) : (
        <Loaded query={today}>
          {({ airport: place }) =>
            coming.length === 0 ? (
              <Text c="dimmed" role="status">
                {t('noneComing', { airport: place.code, hours })}
              </Text>
            ) : (
              <DepartureTable label={t('boardOf', { city: place.city, code: place.code })} flights={coming} />
            )
          }
        </Loaded>
      )}
    </Section>
  );
}
