import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMessages } from '@/i18n';
import { formatLocalDate } from '@/i18n/formats';
import { DataTable, type Column } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { Section } from '@/ui/Section';
import { FlightLink } from './DepartureTable';
import { FlightStatusBadge } from './FlightStatusBadge';
import { LocalTime } from './LocalTime';
import { messages } from './messages';
import { disruptionsQuery, type Flight } from './queries';

/** Flights of these hours that are late or do not fly, anywhere. */
export function DisruptedFlights() {
  const t = useMessages(messages);
  const query = useQuery(disruptionsQuery);
  const columns: Column<Flight>[] = [
    { title: t('flight'), show: (f) => <FlightLink flight={f} /> },
    { title: t('route'), show: (f) => `${f.departure.airport} – ${f.arrival.airport}` },
    { title: t('date'), show: (f) => formatLocalDate(f.plannedDeparture.local) },
    { title: t('time'), show: (f) => <LocalTime planned={f.plannedDeparture} expected={f.departure} /> },
    { title: t('status'), show: (f) => <FlightStatusBadge flight={f} /> },
    { title: t('why'), show: (f) => f.remark },
  ];
  return (
    <Section title={t('disrupted')}>
      <Loaded query={query}>
        {({ flights }) =>
          flights.length === 0 ? (
            <Text c="dimmed">{t('noneDisrupted')}</Text>
          ) : (
            <DataTable label={t('disrupted')} items={flights} columns={columns} keyOf={(f) => f.id} />
          )
        }
      </Loaded>
    </Section>
  );
}
