import { Group, Text } from '@mantine/core';
import type { Schemas } from '@/api/client';
import { formatDay } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { DataTable, type Column } from '@/ui/DataTable';
import { Section } from '@/ui/Section';
import { StatusBadge } from '@/ui/StatusBadge';
import { messages } from './messages';

type Booking = Schemas['BookingAnswer'];

interface Row {
  passenger: Schemas['Passenger'];
  name: string;
  index: number;
}

/** Who flies, where they sit, and their tickets. */
export function BookingPassengers({ booking }: { booking: Booking }) {
  const t = useMessages(messages);
  const designators = new Map(booking.flights.map((f) => [f.flightId, f.designator]));
  const isDirect = booking.flights.length === 1;
  const seatsOf = (index: number) =>
    booking.seats
      .filter((s) => s.passenger === index)
      .map((s) => (isDirect ? s.seat : `${designators.get(s.flightId)} ${s.seat}`));
  const rows: Row[] = booking.passengers.map((passenger, index) => ({
    passenger,
    name: `${passenger.givenName} ${passenger.surname}`,
    index,
  }));
  const columns: Column<Row>[] = [
    { title: t('name'), show: (r) => r.name },
    { title: t('type'), show: (r) => t(r.passenger.type) },
    { title: t('born'), show: (r) => formatDay(r.passenger.dateOfBirth) },
    { title: t('seats'), show: (r) => seatsOf(r.index).join(', ') || <Text c="dimmed">{t('noSeat')}</Text> },
    { title: t('ticket'), show: (r) => <Ticket ticket={booking.tickets[r.index]} none={t('noTicket')} /> },
  ];
  return (
    <Section title={t('passengers')}>
      <DataTable label={t('passengers')} items={rows} columns={columns} keyOf={(r) => String(r.index)} />
    </Section>
  );
}

/** Tickets are issued in the order of the passengers. */
function Ticket({ ticket, none }: { ticket: Schemas['IssuedTicket'] | undefined; none: string }) {
  return ticket ? (
    <Group gap="xs" component="span">
      <Text span ff="monospace" size="sm">
        {ticket.number}
      </Text>
      <StatusBadge status={ticket.status} />
    </Group>
  ) : (
    <Text c="dimmed">{none}</Text>
  );
}
