import { Button, Container, Group, Paper, Stack, Tabs, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useServerNow } from '@/api/clock';
import { hasRole, useMe } from '@/api/me';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { Loading } from '@/ui/Loading';
import { PageTitle } from '@/ui/PageTitle';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { useFilters } from '@/ui/useFilters';
import { messages } from './messages';
import { guestBookingsQuery, myBookingsQuery } from './queries';
import { groupOf, tripOfBooking, tripOfSummary, tripsOf, type Trip, type TripGroup } from './trip';
import { TripCard } from './TripCard';

const groups = ['upcoming', 'past', 'cancelled'] as const satisfies readonly TripGroup[];
const empty = {
  upcoming: ['noUpcoming', 'noUpcomingAbout'],
  past: ['noPast', 'noPastAbout'],
  cancelled: ['noCancelled', 'noCancelledAbout'],
} as const;
const refresh = 15_000;

function Nothing({ group, isGuest }: { group: TripGroup; isGuest: boolean }) {
  const t = useMessages(messages);
  const [title, about] = empty[group];
  return (
    <Paper withBorder p="xl" ta="center">
      <Title order={2} fz="lg" mb={4}>
        {t(title)}
      </Title>
      <Text c="dimmed" mb="md">
        {t(about)}
      </Text>
      <Group justify="center" gap="sm">
        <Button component={Link} to="/">
          {t('book')}
        </Button>
        <Button component={Link} to="/find" variant="default">
          {t('find')}
        </Button>
        {isGuest && (
          <Button component={Link} to="/sign-in" state={{ from: '/trips' }} variant="default">
            {t('signIn')}
          </Button>
        )}
      </Group>
    </Paper>
  );
}

function TripTabs({ trips, isGuest }: { trips: readonly Trip[]; isGuest: boolean }) {
  const t = useMessages(messages);
  const now = useServerNow();
  const [{ show }, set] = useFilters('show');
  const group = groups.find((name) => name === show) ?? 'upcoming';
  return (
    <Tabs
      value={group}
      keepMounted={false}
      onChange={(value) => set({ show: value === 'upcoming' ? undefined : (value ?? undefined) })}
    >
      <Tabs.List mb="md" aria-label={t('show')}>
        {groups.map((name) => (
          <Tabs.Tab key={name} value={name} py="sm">
            {t(name)} ({trips.filter((trip) => groupOf(trip, now) === name).length})
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {groups.map((name) => (
        <Tabs.Panel key={name} value={name}>
          <TripList trips={tripsOf(trips, name, now)} group={name} isGuest={isGuest} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function TripList({ trips, group, isGuest }: { trips: readonly Trip[]; group: TripGroup; isGuest: boolean }) {
  if (trips.length === 0) {
    return <Nothing group={group} isGuest={isGuest} />;
  }
  return (
    <Stack component="ul" gap="sm" p={0} m={0}>
      {trips.map((trip) => (
        <TripCard key={trip.id} trip={trip} />
      ))}
    </Stack>
  );
}

/** Whoever is signed in sees their bookings; everybody sees those that this browser has keys for. */
export function TripsPage() {
  const t = useMessages(messages);
  const me = useMe();
  const isSignedIn = me.data !== null && me.data !== undefined;
  // Staff may list everybody's bookings; here they see their own.
  const address = hasRole(me.data, 'agent', 'operations') ? me.data?.email : undefined;
  const mine = useInfiniteQuery({ ...myBookingsQuery(address), enabled: isSignedIn, refetchInterval: refresh });
  const guests = useQuery({ ...guestBookingsQuery, refetchInterval: refresh });
  const own = isSignedIn ? (mine.data ?? []).map(tripOfSummary) : [];
  const isReady = !me.isPending && !(isSignedIn && mine.isPending);
  return (
    <Container size="sm" p={0}>
      <PageTitle title={t('title')} about={isSignedIn ? t('about') : t('aboutGuest')} />
      <Stack>
        {mine.isError && <ProblemNotice error={mine.error} onRetry={() => void mine.refetch()} />}
        {!isReady && <Loading />}
        {isReady && (
          <Loaded query={guests}>
            {(found) => {
              const others = found.map(tripOfBooking).filter((trip) => own.every(({ id }) => id !== trip.id));
              return <TripTabs trips={[...own, ...others]} isGuest={!isSignedIn} />;
            }}
          </Loaded>
        )}
        {mine.hasNextPage && (
          <Button variant="default" loading={mine.isFetchingNextPage} onClick={() => void mine.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </Stack>
    </Container>
  );
}
