import { Alert, Button, Group, Paper, SegmentedControl, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { ApiProblem } from '@/api/problems';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { SeatLegend } from '@/ui/SeatMap/SeatLegend';
import { SeatMap } from '@/ui/SeatMap/SeatMap';
import type { Holder } from '@/ui/SeatMap/seats';
import { messages } from './messages';
import { seatMapQuery, type Booking } from './queries';
import classes from './SeatChoice.module.css';
import { seatOf, useChooseSeat, type Choice } from './useChooseSeat';
import { useSeatNews } from './useSeatNews';
import { WhoseSeat } from './WhoseSeat';

const nameOf = (booking: Booking, passenger: number) => {
  const { givenName, surname } = booking.passengers[passenger]!;
  return `${givenName} ${surname}`;
};

const initialsOf = (name: string) =>
  name
    .split(' ')
    .filter(Boolean)
    .map((part) => part[0]!.toUpperCase())
    .filter((_, i, all) => i === 0 || i === all.length - 1)
    .join('');

/** Who of the booking sits where on a flight. */
function holdersOn(booking: Booking, flightId: string, current: number) {
  const holders = new Map<string, Holder>();
  for (const { seat, passenger } of booking.seats.filter((s) => s.flightId === flightId)) {
    const name = nameOf(booking, passenger);
    holders.set(seat, { name, initials: initialsOf(name), isCurrent: passenger === current });
  }
  return holders;
}

/** The flight and passenger that the address names; else the first who has no seat. */
function useCurrent(booking: Booking) {
  const [query, setQuery] = useSearchParams();
  const flight = booking.flights.find((f) => f.flightId === query.get('flight')) ?? booking.flights[0]!;
  const seated = booking.passengers.flatMap((p, i) => (p.type === 'infant' ? [] : [i]));
  const named = seated.find((i) => String(i + 1) === query.get('passenger'));
  const passenger = named ?? seated.find((i) => !seatOf(booking, flight.flightId, i)) ?? seated[0]!;
  const go = (flightId: string, to?: number) =>
    setQuery(
      {
        ...(booking.flights.length > 1 && { flight: flightId }),
        ...(to !== undefined && { passenger: String(to + 1) }),
      },
      { replace: true, preventScrollReset: true, flushSync: true },
    );
  return { flight, passenger, seated, go };
}

/** Seats of every passenger on every flight, on a map that shows what others take. */
export function SeatChoice({ booking }: { booking: Booking }) {
  const t = useMessages(messages);
  const { flight, passenger, seated, go } = useCurrent(booking);
  const { flightId } = flight;
  const map = useQuery(seatMapQuery(flightId));
  const choosing = useChooseSeat(booking.id);
  const [said, setSaid] = useState('');
  const holders = holdersOn(booking, flightId, passenger);
  const { justTaken, news } = useSeatNews(map.data, new Set(holders.keys()));
  const newsText = news.length > 0 ? t('takenJustNow', { count: news.length, seats: news.join(', ') }) : '';
  const place = booking.flights.indexOf(flight);
  const next = booking.flights[place + 1];
  const isPaid = booking.status === 'confirmed';

  function choose(seat: string) {
    const own = booking.seats.find((s) => s.flightId === flightId && s.seat === seat);
    if (own) {
      go(flightId, own.passenger);
      return;
    }
    if (choosing.isPending) {
      return;
    }
    choosing.mutate(
      { flightId, passenger, seat },
      {
        onSuccess: ({ seats }) => {
          const hasSeat = (i: number) => seats.some((s) => s.flightId === flightId && s.passenger === i);
          const following = seated.find((i) => !hasSeat(i));
          const name = nameOf(booking, passenger);
          go(flightId, following ?? passenger);
          setSaid(
            following === undefined
              ? t('chosen', { seat, name })
              : t('chosenNext', { seat, name, next: nameOf(booking, following) }),
          );
        },
      },
    );
  }

  return (
    <Stack>
      {booking.flights.length > 1 && (
        <SegmentedControl
          aria-label={t('flight')}
          value={flightId}
          onChange={(id) => go(id)}
          data={booking.flights.map((f) => ({ value: f.flightId, label: `${f.designator} ${f.from}–${f.to}` }))}
        />
      )}
      <Paper withBorder p="md">
        <WhoseSeat booking={booking} flightId={flightId} current={passenger} onChange={(to) => go(flightId, to)} />
      </Paper>
      {choosing.isError && <SeatProblem error={choosing.error} choice={choosing.variables} booking={booking} />}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <VisuallyHidden role="status">{newsText}</VisuallyHidden>
      <Loaded query={map}>
        {({ cabins, designator }) => {
          const cabin = cabins.find((c) => c.cabin === booking.cabin);
          return (
            cabin && (
              <Stack gap="sm" aria-busy={choosing.isPending}>
                <SeatLegend />
                {justTaken.size > 0 && (
                  <Text size="sm" aria-hidden>
                    {newsText}
                  </Text>
                )}
                {map.isError && <Text c="var(--mantine-color-error)">{t('mapStale')}</Text>}
                <SeatMap
                  key={flightId}
                  cabin={cabin}
                  label={`${designator}, ${t(booking.cabin)}`}
                  holders={holders}
                  justTaken={justTaken}
                  onChoose={choose}
                />
              </Stack>
            )
          );
        }}
      </Loaded>
      <div className={classes.bar}>
        <Text size="sm">
          {t('seatsChosen', { done: booking.seats.length, all: seated.length * booking.flights.length })}
        </Text>
        <Group gap="xs">
          {next && (
            <Button variant={isPaid ? 'filled' : 'default'} onClick={() => go(next.flightId)}>
              {t('nextFlight')}
            </Button>
          )}
          {isPaid ? (
            <Button component={Link} to={`/bookings/${booking.id}`} variant={next ? 'default' : 'filled'}>
              {t('backToBooking')}
            </Button>
          ) : (
            <Button component={Link} to={`/bookings/${booking.id}/pay`}>
              {t(booking.seats.length > 0 ? 'toPayment' : 'skipSeats')}
            </Button>
          )}
        </Group>
      </div>
    </Stack>
  );
}

/** A seat that could not be had: mostly because somebody was faster. */
function SeatProblem({ error, choice, booking }: { error: unknown; choice: Choice; booking: Booking }) {
  const t = useMessages(messages);
  if (!(error instanceof ApiProblem && error.code === 'SeatInventory_Seats_Must_Not_Be_Taken')) {
    return <ProblemNotice error={error} />;
  }
  return (
    <Alert
      color="orange"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('seatGone', { seat: choice.seat })}
      role="alert"
    >
      {t('seatGoneAbout', { name: nameOf(booking, choice.passenger) })}
    </Alert>
  );
}
