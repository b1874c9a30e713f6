import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { useCity } from '@/api/airports';
import { useIsPast } from '@/api/clock';
import { useMessages } from '@/i18n';
import { formatLocalDate, formatLocalTime, formatMoney } from '@/i18n/formats';
import { Countdown } from '@/ui/Countdown';
import { StatusBadge } from '@/ui/StatusBadge';
import { messages } from './messages';
import type { Trip } from './trip';
import classes from './TripCard.module.css';

/** Until when a booking must be paid, and the way to do it. */
function Due({ trip }: { trip: Trip }) {
  const t = useMessages(messages);
  const isOver = useIsPast(trip.payBefore);
  if (isOver) {
    return <Text size="sm">{t('timeIsUp')}</Text>;
  }
  return (
    <Group justify="space-between" gap="sm" className={classes.due}>
      <Text size="sm">
        {t('payWithin')} <Countdown until={trip.payBefore} />
      </Text>
      <Button component={Link} to={`/bookings/${trip.id}/pay`}>
        {t('pay', { amount: formatMoney(trip.total) })}
      </Button>
    </Group>
  );
}

/** A trip in a list; it leads to its booking. */
export function TripCard({ trip }: { trip: Trip }) {
  const t = useMessages(messages);
  const [first, last] = [trip.flights[0]!, trip.flights.at(-1)!];
  const from = useCity(first.from);
  const to = useCity(last.to);
  return (
    <Paper component="li" withBorder p="md" className={classes.card}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
          <div>
            <Title order={2} fz="lg">
              <Anchor component={Link} to={`/bookings/${trip.id}`} inherit className={classes.link}>
                {t('route', { from, to })}
              </Anchor>
            </Title>
            <Text size="sm">
              {formatLocalDate(first.departsAt, 'long')}, {formatLocalTime(first.departsAt)}
            </Text>
          </div>
          <StatusBadge status={trip.status} />
        </Group>
        <Text size="sm" c="dimmed" component="div">
          <Group gap="0 8px">
            <span>{trip.flights.map((f) => f.designator).join(' · ')}</span>
            <span aria-hidden>·</span>
            <span>{t('travellers', { count: trip.travellers })}</span>
            <span aria-hidden>·</span>
            <span>
              {t('reference')}{' '}
              <Text span inherit fw={600} c="var(--mantine-color-text)" className={classes.reference}>
                {trip.reference}
              </Text>
            </span>
          </Group>
        </Text>
        {trip.status === 'reserved' && <Due trip={trip} />}
      </Stack>
    </Paper>
  );
}
