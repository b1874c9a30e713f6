import { Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useMessages } from '@/i18n';
import { formatLocalDate } from '@/i18n/formats';
import { Freshness } from '@/ui/Freshness';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { useFilters } from '@/ui/useFilters';
import { BookingsOfFlight } from './BookingsOfFlight';
import { CabinLoads } from './CabinLoads';
import { FlightActions } from './FlightActions';
import { FlightSummary } from './FlightSummary';
import { Holdings } from './Holdings';
import { messages } from './messages';
import { flightQuery, type Flight } from './queries';
import { SeatsOfFlight } from './SeatsOfFlight';

/** Everything about one flight. */
export function FlightPage() {
  const { id = '' } = useParams();
  const query = useQuery(flightQuery(id));
  return (
    <Loaded query={query}>
      {({ flight, version }) => (
        <>
          <FlightTitle flight={flight}>
            <FlightActions flight={flight} version={version} />
          </FlightTitle>
          <Stack gap="lg">
            <FlightSummary flight={flight} />
            <CabinLoads id={id} />
            <Views id={id} />
            <Freshness query={query} />
          </Stack>
        </>
      )}
    </Loaded>
  );
}

/** Which flight on which day. */
export function FlightTitle({ flight, children }: { flight: Flight; children?: React.ReactNode }) {
  return (
    <PageTitle
      title={`${flight.designator} ${flight.departure.airport} – ${flight.arrival.airport}`}
      about={formatLocalDate(flight.plannedDeparture.local, 'long')}
    >
      {children}
    </PageTitle>
  );
}

function Views({ id }: { id: string }) {
  const t = useMessages(messages);
  const [{ view }, set] = useFilters('view');
  return (
    <Tabs value={view || 'inventory'} onChange={(next) => set({ view: next === 'inventory' ? '' : (next ?? '') })}>
      <Tabs.List aria-label={t('views')} mb="md">
        <Tabs.Tab value="inventory">{t('inventory')}</Tabs.Tab>
        <Tabs.Tab value="bookings">{t('bookings')}</Tabs.Tab>
        <Tabs.Tab value="seats">{t('seatMap')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="inventory">
        <Holdings id={id} />
      </Tabs.Panel>
      <Tabs.Panel value="bookings">
        <BookingsOfFlight id={id} />
      </Tabs.Panel>
      <Tabs.Panel value="seats">
        <SeatsOfFlight id={id} />
      </Tabs.Panel>
    </Tabs>
  );
}
