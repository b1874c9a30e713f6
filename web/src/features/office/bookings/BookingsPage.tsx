import { Anchor, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Schemas } from '@/api/client';
import { formatInstant, formatLocalDate, formatNumber } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { ChoiceFilter, Filters, TextFilter } from '@/ui/Filters';
import { Money } from '@/ui/Money';
import { PagedTable, type Column } from '@/ui/PagedTable';
import { PageTitle } from '@/ui/PageTitle';
import { StatusBadge } from '@/ui/StatusBadge';
import { useFilters } from '@/ui/useFilters';
import { messages } from './messages';
import { bookingsQuery } from './queries';

const statuses = ['reserved', 'confirmed', 'cancelled', 'expired'] as const;

/** Every booking, filtered by what staff are told on the telephone. */
export function BookingsPage() {
  const t = useMessages(messages);
  const [filters, set] = useFilters('q', 'email', 'flightId', 'status');
  const bookings = useInfiniteQuery(bookingsQuery(filters));
  const columns: Column<Schemas['BookingSummary']>[] = [
    {
      title: t('reference'),
      show: (b) => (
        <Anchor component={Link} to={`/office/bookings/${b.id}`} fw={600} ff="monospace">
          {b.reference}
        </Anchor>
      ),
    },
    { title: t('traveller'), show: (b) => b.contact },
    { title: t('travellers'), show: (b) => formatNumber(b.passengers), isNumber: true },
    {
      title: t('flights'),
      show: (b) => (
        <Stack gap={0}>
          {b.flights.map((f) => (
            <Text size="sm" key={f.flightId}>
              {f.designator} {f.from}–{f.to}, {formatLocalDate(f.departsAt)}
            </Text>
          ))}
        </Stack>
      ),
    },
    { title: t('status'), show: (b) => <StatusBadge status={b.status} /> },
    { title: t('booked'), show: (b) => formatInstant(b.reservedAt) },
    { title: t('total'), show: (b) => <Money value={b.total} />, isNumber: true },
  ];
  return (
    <>
      <PageTitle title={t('title')} about={t('about')} />
      <Filters label={t('filters')}>
        <TextFilter label={t('search')} value={filters.q} onChange={(q) => set({ q })} />
        <TextFilter label={t('email')} value={filters.email} onChange={(email) => set({ email })} />
        <TextFilter
          label={t('flight')}
          placeholder={t('flightForm')}
          value={filters.flightId}
          onChange={(flightId) => set({ flightId })}
        />
        <ChoiceFilter
          label={t('status')}
          value={filters.status}
          onChange={(status) => set({ status })}
          all={t('anyStatus')}
          choices={statuses.map((value) => ({ value, label: t(value) }))}
        />
      </Filters>
      <PagedTable label={t('list')} query={bookings} columns={columns} keyOf={(b) => b.id} empty={t('empty')} />
    </>
  );
}
