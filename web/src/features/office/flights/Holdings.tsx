import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { formatInstant } from '@/i18n/formats';
import { DataTable, type Column } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { StatusBadge } from '@/ui/StatusBadge';
import { messages } from './messages';
import { inventoryQuery } from './queries';

type Holding = Schemas['InventoryHolding'];

/** Who has seats of a flight, and until when. */
export function Holdings({ id }: { id: string }) {
  const t = useMessages(messages);
  const query = useQuery(inventoryQuery(id));
  const columns: Column<Holding>[] = [
    { title: t('booking'), show: (h) => <BookingLink id={h.bookingId} reference={h.reference ?? h.bookingId} /> },
    { title: t('cabin'), show: (h) => t(h.cabin) },
    { title: t('seats'), show: (h) => h.count, isNumber: true },
    { title: t('chosenSeats'), show: (h) => h.seats.join(', ') || t('notChosen') },
    { title: t('status'), show: (h) => <StatusBadge status={h.status} /> },
    { title: t('until'), show: (h) => h.until && formatInstant(h.until) },
  ];
  return (
    <Loaded query={query}>
      {({ holdings }) => (
        <>
          <Text c="dimmed" mb="xs">
            {holdings.length > 0 ? t('holdingsAbout') : t('noHoldings')}
          </Text>
          {holdings.length > 0 && (
            <DataTable label={t('inventory')} items={holdings} columns={columns} keyOf={(h) => h.bookingId} />
          )}
        </>
      )}
    </Loaded>
  );
}

/** Leads to a booking. */
export function BookingLink({ id, reference }: { id: string; reference: string }) {
  return (
    <Anchor component={Link} to={`/office/bookings/${encodeURIComponent(id)}`} fw={600} ff="monospace">
      {reference}
    </Anchor>
  );
}
