import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMessages } from '@/i18n';
import { formatLocalDate } from '@/i18n/formats';
import { Freshness } from '@/ui/Freshness';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { useFilters } from '@/ui/useFilters';
import { AirportInput } from './AirportInput';
import { dayAfter } from './days';
import { DepartureTable } from './DepartureTable';
import { messages } from './messages';
import { boardQuery } from './queries';
import { keepHomeAirport, useHomeAirport } from './useHomeAirport';

/** The departure board of an airport and a day; it renews itself. */
export function BoardPage() {
  const t = useMessages(messages);
  const [filters, setFilters] = useFilters('airport', 'date');
  const home = useHomeAirport();
  const airport = filters.airport || home;
  const board = useQuery({ ...boardQuery(airport, filters.date), enabled: airport !== '' });
  // Without a date the board says which day it is there.
  const day = filters.date || board.data?.date;
  const place = board.data?.airport;

  function choose(code: string) {
    if (code) {
      keepHomeAirport(code);
    }
    setFilters({ airport: code });
  }

  return (
    <>
      <PageTitle
        title={place ? t('boardOf', { city: place.city, code: place.code }) : t('board')}
        about={
          place && day ? t('boardDay', { date: formatLocalDate(day, 'long'), zone: place.timeZone }) : t('boardAbout')
        }
      >
        <Freshness query={board} />
      </PageTitle>
      <Group align="flex-end" gap="sm" mb="md">
        <AirportInput label={t('airport')} value={airport} onChange={choose} />
        <Group align="flex-end" gap={4} wrap="nowrap">
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('dayBefore')}
            disabled={!day}
            onClick={() => day && setFilters({ date: dayAfter(day, -1) })}
          >
            <IconChevronLeft size={18} aria-hidden />
          </ActionIcon>
          <TextInput
            type="date"
            label={t('date')}
            value={day ?? ''}
            onChange={(e) => setFilters({ date: e.currentTarget.value })}
          />
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('dayAfter')}
            disabled={!day}
            onClick={() => day && setFilters({ date: dayAfter(day, 1) })}
          >
            <IconChevronRight size={18} aria-hidden />
          </ActionIcon>
        </Group>
        <Button variant="subtle" onClick={() => setFilters({ date: undefined })} disabled={filters.date === ''}>
          {t('today')}
        </Button>
      </Group>
      {airport === '' ? (
        <Text c="dimmed" py="lg">
          {t('chooseAirport')}
        </Text>
      ) : (
        <Loaded query={board}>
          {({ departures, airport: from, date }) =>
            departures.length > 0 ? (
              <DepartureTable label={t('boardOf', { city: from.city, code: from.code })} flights={departures} />
            ) : (
              <Text c="dimmed" py="lg" role="status">
                {t('noDepartures', { airport: from.code, date: formatLocalDate(date, 'long') })}
              </Text>
            )
          }
        </Loaded>
      )}
    </>
  );
}
