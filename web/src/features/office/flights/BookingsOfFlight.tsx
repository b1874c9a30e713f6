import { useInfiniteQuery } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { formatInstant } from '@/i18n/formats';
import { Money } from '@/ui/Money';
import { PagedTable, type Column } from '@/ui/PagedTable';
import { StatusBadge } from '@/ui/StatusBadge';
import { BookingLink } from './Holdings';
import { messages } from './messages';
import { bookingsOfFlightQuery } from './queries';

/** Every booking that has or had seats of a flight. */
export function BookingsOfFlight({ id }: { id: string }) {
  const t = useMessages(messages);
  const query = useInfiniteQuery(bookingsOfFlightQuery(id));
  const columns: Column<Schemas['BookingSummary']>[] = [
    { title: t('booking'), show: (b) => <BookingLink id={b.id} reference={b.reference} /> },
    { title: t('contact'), show: (b) => b.contact },
    { title: t('passengers'), show: (b) => b.passengers, isNumber: true },
    { title: t('status'), show: (b) => <StatusBadge status={b.status} /> },
    { title: t('total'), show: (b) => <Money value={b.total} />, isNumber: true },
    { title: t('reservedAt'), show: (b) => formatInstant(b.reservedAt) },
  ];
  return (
    <PagedTable label={t('bookings')} query={query} columns={columns} keyOf={(b) => b.id} empty={t('noBookings')} />
  );
}
