import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { hasRole, useMe } from '@/api/me';
import { useMessages } from '@/i18n';
import { formatLocalDate } from '@/i18n/formats';
import { PagedTable, type Column } from '@/ui/PagedTable';
import { PageTitle } from '@/ui/PageTitle';
import { useFilters } from '@/ui/useFilters';
import { AirportInput } from './AirportInput';
import { FlightLink } from './DepartureTable';
import { FlightStatusBadge } from './FlightStatusBadge';
import { LoadBar } from './LoadBar';
import { LocalTime } from './LocalTime';
import { messages } from './messages';
import { Place } from './Place';
import { scheduleQuery, type Flight } from './queries';
import { useStatusTexts } from '@/ui/StatusBadge';

const statuses = ['scheduled', 'departed', 'arrived', 'cancelled'] as const;

/** The schedule: every flight, found by number, date, route and status. */
export function FlightsPage() {
  const t = useMessages(messages);
  const textOf = useStatusTexts();
  const [filters, setFilters] = useFilters('designator', 'date', 'from', 'to', 'status');
  const [asked] = useDebouncedValue(filters, 200);
  const flights = useInfiniteQuery(scheduleQuery(asked));
  const mayPlan = hasRole(useMe().data, 'operations');
  const columns: Column<Flight>[] = [
    { title: t('flight'), show: (f) => <FlightLink flight={f} /> },
    { title: t('date'), show: (f) => formatLocalDate(f.plannedDeparture.local) },
    { title: t('from'), show: (f) => <Place code={f.departure.airport} /> },
    { title: t('to'), show: (f) => <Place code={f.arrival.airport} /> },
    { title: t('time'), show: (f) => <LocalTime planned={f.plannedDeparture} expected={f.departure} /> },
    { title: t('status'), show: (f) => <FlightStatusBadge flight={f} /> },
    { title: t('load'), show: (f) => <LoadBar flight={f} /> },
  ];
  return (
    <>
      <PageTitle title={t('schedule')} about={t('scheduleAbout')}>
        {mayPlan && (
          <Button component={Link} to="/office/flights/new" leftSection={<IconPlus size={16} aria-hidden />}>
            {t('newFlight')}
          </Button>
        )}
      </PageTitle>
      <Group align="flex-end" gap="sm" mb="md" role="search" aria-label={t('filters')}>
        <TextInput
          label={t('flight')}
          placeholder="CT101"
          w={110}
          value={filters.designator}
          onChange={(e) => setFilters({ designator: e.currentTarget.value.trim().toUpperCase() })}
        />
        <TextInput
          type="date"
          label={t('date')}
          value={filters.date}
          onChange={(e) => setFilters({ date: e.currentTarget.value })}
        />
        <AirportInput label={t('from')} value={filters.from} onChange={(from) => setFilters({ from })} />
        <AirportInput label={t('to')} value={filters.to} onChange={(to) => setFilters({ to })} />
        <NativeSelect
          label={t('status')}
          value={filters.status}
          onChange={(e) => setFilters({ status: e.currentTarget.value })}
          data={[{ value: '', label: t('any') }, ...statuses.map((value) => ({ value, label: textOf(value) }))]}
        />
        <Button
          variant="subtle"
          disabled={Object.values(filters).every((value) => value === '')}
          onClick={() => setFilters({ designator: '', date: '', from: '', to: '', status: '' })}
        >
          {t('clear')}
        </Button>
      </Group>
      <PagedTable label={t('schedule')} query={flights} columns={columns} keyOf={(f) => f.id} empty={t('noFlights')} />
    </>
  );
}
