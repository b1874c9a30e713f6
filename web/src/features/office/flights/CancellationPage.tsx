import { Alert, Anchor, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { hasRole, useMe } from '@/api/me';
import { useMessages } from '@/i18n';
import { formatLocalDate } from '@/i18n/formats';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { AffectedNow } from './AffectedNow';
import { CancellationProgress } from './CancellationProgress';
import { CancelForm } from './CancelForm';
import { changeMessages } from './changeMessages';
import { affectedQuery, flightQuery, type Flight } from './queries';

/** Cancelling a flight: first whom it concerns, then the decision, then how far it is carried out. */
export function CancellationPage() {
  const { id = '' } = useParams();
  const query = useQuery(flightQuery(id));
  return (
    <Loaded query={query}>
      {({ flight, version }) =>
        flight.status === 'cancelled' ? <Cancelled flight={flight} /> : <Planned flight={flight} version={version} />
      }
    </Loaded>
  );
}

/** What the texts of both states tell of the flight. */
const factsOf = (flight: Flight) => ({
  flight: flight.designator,
  route: `${flight.departure.airport} – ${flight.arrival.airport}`,
  date: formatLocalDate(flight.plannedDeparture.local, 'long'),
  reason: flight.remark ?? '',
});

function Planned({ flight, version }: { flight: Flight; version?: string }) {
  const t = useMessages(changeMessages);
  const me = useMe();
  const affected = useQuery(affectedQuery(flight.id, false));
  return (
    <>
      <PageTitle title={t('cancelTitle', factsOf(flight))} about={t('cancelAbout', factsOf(flight))} />
      {flight.status === 'scheduled' ? (
        <Loaded query={affected}>
          {(data) => (
            <Stack gap="xl">
              <AffectedNow affected={data} />
              {hasRole(me.data, 'operations') ? (
                <CancelForm flight={flight} version={version} bookings={data.open.bookings} />
              ) : (
                <Alert color="blue">{t('mayNot')}</Alert>
              )}
            </Stack>
          )}
        </Loaded>
      ) : (
        <Alert color="blue">{t('notAnyMore')}</Alert>
      )}
      <BackToFlight id={flight.id} />
    </>
  );
}

function Cancelled({ flight }: { flight: Flight }) {
  const t = useMessages(changeMessages);
  const affected = useQuery(affectedQuery(flight.id, true));
  return (
    <>
      <PageTitle title={t('cancelledTitle', factsOf(flight))} about={t('cancelledAbout', factsOf(flight))} />
      <Loaded query={affected}>{(data) => <CancellationProgress affected={data} />}</Loaded>
      <BackToFlight id={flight.id} />
    </>
  );
}

function BackToFlight({ id }: { id: string }) {
  const t = useMessages(changeMessages);
  return (
    <Anchor component={Link} to={`/office/flights/${encodeURIComponent(id)}`} mt="lg" display="inline-block">
      {t('backToFlight')}
    </Anchor>
  );
}
