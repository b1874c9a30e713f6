import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { useMessages } from '@/i18n';
import { DataTable, type Column } from '@/ui/DataTable';
import { FlightStatusBadge } from './FlightStatusBadge';
import { LoadBar } from './LoadBar';
import { LocalTime } from './LocalTime';
import { messages } from './messages';
import { Place } from './Place';
import type { Flight } from './queries';

/** Departures of one airport on one day. */
export function DepartureTable({ label, flights }: { label: string; flights: readonly Flight[] }) {
  const t = useMessages(messages);
  const columns: Column<Flight>[] = [
    { title: t('time'), show: (f) => <LocalTime planned={f.plannedDeparture} expected={f.departure} /> },
    { title: t('flight'), show: (f) => <FlightLink flight={f} /> },
    { title: t('to'), show: (f) => <Place code={f.arrival.airport} /> },
    { title: t('status'), show: (f) => <FlightStatusBadge flight={f} /> },
    { title: t('load'), show: (f) => <LoadBar flight={f} /> },
    { title: t('aircraft'), show: (f) => f.aircraft },
    { title: t('why'), show: (f) => f.remark },
  ];
  return <DataTable label={label} items={flights} columns={columns} keyOf={(f) => f.id} />;
}

/** Leads to a flight. */
export function FlightLink({ flight }: { flight: Pick<Flight, 'id' | 'designator'> }) {
  return (
    <Anchor component={Link} to={`/office/flights/${encodeURIComponent(flight.id)}`} fw={600}>
      {flight.designator}
    </Anchor>
  );
}
