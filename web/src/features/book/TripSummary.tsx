import { Button, Divider, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useCity } from '@/api/airports';
import { useMessages } from '@/i18n';
import { formatLocalDate } from '@/i18n/formats';
import { Itinerary } from '@/ui/Itinerary';
import { Money } from '@/ui/Money';
import { messages } from './messages';
import type { Trip } from './trip';
import classes from './TripSummary.module.css';

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
function Route({ flights }: Pick<Trip, 'flights'>) {
  const from = useCity(flights[0]!.from);
  const to = useCity(flights.at(-1)!.to);
  return `${from} – ${to}`;
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
            <Route flights={trip.flights} />
          </Title>
          <Text size="sm" c="dimmed">
            {formatLocalDate(trip.flights[0]!.departsAt)} · {t('travellers', { count: trip.travellers })} ·{' '}
            {t(trip.cabin)} {t(trip.family)}
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
        <Itinerary flights={trip.flights} />
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
