import { Button, Divider, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMessages } from '@/i18n';
import { formatLocalDate, formatLocalTime } from '@/i18n/formats';
import { Money } from '@/ui/Money';
import { messages } from './messages';
import { airportQuery } from './queries';
import { daysLater, type Leg, type Trip } from './trip';
import classes from './TripSummary.module.css';

function Place({ code, time }: { code: string; time: ReactNode }) {
  const { data: airport } = useQuery(airportQuery(code));
  return (
    <div className={classes.place}>
      <Text fw={650} fz="lg" lh={1.2}>
        {time}
      </Text>
      <Text size="sm">{airport?.city ?? code}</Text>
      <Text size="xs" c="dimmed">
        {airport ? `${airport.name} (${code})` : code}
      </Text>
    </div>
  );
}

/** One flight: when and where from, when and where to. */
export function LegLine({ leg }: { leg: Leg }) {
  const t = useMessages(messages);
  const later = daysLater(leg);
  return (
    <div>
      <Text size="sm" c="dimmed" mb={4}>
        {formatLocalDate(leg.departs)} · {leg.designator}
      </Text>
      <div className={classes.leg}>
        <Place code={leg.from} time={formatLocalTime(leg.departs)} />
        <span className={classes.line} aria-hidden />
        <Place
          code={leg.to}
          time={
            <>
              {formatLocalTime(leg.arrives)}
              {later > 0 && (
                <Text span size="xs" c="dimmed" ml={4}>
                  {t(later === 1 ? 'arrivesNextDay' : 'arrivesNextDays', { count: later })}
                </Text>
              )}
            </>
          }
        />
      </div>
    </div>
  );
}

function PriceLines({ trip }: { trip: Trip }) {
  return (
    <Stack gap={2} mt={6}>
      {trip.price.map((line) => (
        <Group key={line.code + line.text} justify="space-between" wrap="nowrap" gap="md" align="baseline">
          <Text size="sm">{line.text}</Text>
          <Text size="sm">
            <Money value={line.amount} />
          </Text>
        </Group>
      ))}
    </Stack>
  );
}

function Conditions({ of }: { of: NonNullable<Trip['conditions']> }) {
  const t = useMessages(messages);
  return (
    <dl className={classes.conditions}>
      {(['bags', 'seat', 'change', 'refund'] as const).map((what) => (
        <div key={what}>
          <dt>{t(what)}</dt>
          <dd>{of[what]}</dd>
        </div>
      ))}
    </dl>
  );
}

/** `London – New York`. */
function Route({ legs }: { legs: Leg[] }) {
  const from = useQuery(airportQuery(legs[0]!.from)).data;
  const to = useQuery(airportQuery(legs.at(-1)!.to)).data;
  return (
    <>
      {from?.city ?? legs[0]!.from} – {to?.city ?? legs.at(-1)!.to}
    </>
  );
}

/** The trip beside every step: flights, price, and how long that holds (children). Phones show its flights when asked to. */
export function TripSummary({ trip, children }: { trip: Trip; children?: ReactNode }) {
  const t = useMessages(messages);
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="your-trip">
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <div>
          <Title order={2} id="your-trip" fz="md">
            <Route legs={trip.legs} />
          </Title>
          <Text size="sm" c="dimmed">
            {formatLocalDate(trip.legs[0]!.departs)} · {t('travellers', { count: trip.travellers })} · {t(trip.cabin)}{' '}
            {t(trip.family)}
          </Text>
        </div>
        <Button
          hiddenFrom="md"
          variant="subtle"
          size="compact-sm"
          mih={40}
          style={{ flex: 'none' }}
          aria-expanded={isOpen}
          aria-controls="trip-details"
          onClick={toggle}
        >
          {t(isOpen ? 'lessOfTrip' : 'moreOfTrip')}
        </Button>
      </Group>
      <Stack gap="sm" id="trip-details" className={classes.more} data-open={isOpen || undefined}>
        <Divider />
        {trip.legs.map((leg) => (
          <LegLine key={leg.flightId} leg={leg} />
        ))}
        <Divider />
      </Stack>
      <Group justify="space-between" align="baseline" mt="xs">
        <Text fw={600}>{t('total')}</Text>
        <Text fw={700} fz="xl">
          <Money value={trip.total} />
        </Text>
      </Group>
      {children}
      <div className={classes.more} data-open={isOpen || undefined}>
        <details className={classes.details}>
          <summary>{t('priceDetails')}</summary>
          <PriceLines trip={trip} />
        </details>
        {trip.conditions && (
          <details className={classes.details}>
            <summary>{t('conditions')}</summary>
            <Conditions of={trip.conditions} />
          </details>
        )}
      </div>
    </Paper>
  );
}
