import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { Schemas } from '@/api/client';
import { formatLocalDate, formatLocalTime } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { DataTable, type Column } from '@/ui/DataTable';
import { Section } from '@/ui/Section';
import { StatusBadge } from '@/ui/StatusBadge';
import { messages } from './messages';

type Flight = Schemas['FlightOfBooking'];

const localTime = (at: string) => `${formatLocalDate(at)}, ${formatLocalTime(at)}`;

/** The flights of a booking with the times that they have now. */
export function BookingFlights({ flights }: { flights: readonly Flight[] }) {
  const t = useMessages(messages);
  const columns: Column<Flight>[] = [
    {
      title: t('flight'),
      show: (f) => (
        <Anchor component={Link} to={`/office/flights/${f.flightId}`} fw={600}>
          {f.designator}
        </Anchor>
      ),
    },
    { title: t('route'), show: (f) => `${f.from} – ${f.to}` },
    { title: t('departs'), show: (f) => localTime(f.departsAt) },
    { title: t('arrives'), show: (f) => localTime(f.arrivesAt) },
    { title: t('status'), show: (f) => <StatusBadge status={f.status} /> },
  ];
  return (
    <Section title={t('flights')}>
      <DataTable label={t('flights')} items={flights} columns={columns} keyOf={(f) => f.flightId} />
    </Section>
  );
}
