import { Anchor, Button, CopyButton, Group, List, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useMe } from '@/api/me';
import { useMessages } from '@/i18n';
import { Itinerary } from '@/ui/Itinerary';
import { Loaded } from '@/ui/Loaded';
import { Money } from '@/ui/Money';
import { PageTitle } from '@/ui/PageTitle';
import classes from './ConfirmationPage.module.css';
import { messages } from './messages';
import { bookingQuery, orderQuery, type Booking, type Order } from './queries';
import { Steps } from './Steps';
import { tripOfBooking } from './trip';

/** The reference, large enough to be written down. */
function Reference({ value }: { value: string }) {
  const t = useMessages(messages);
  return (
    <Paper withBorder p="md" className={classes.reference}>
      <Text size="sm" c="dimmed">
        {t('reference')}
      </Text>
      <Text className={classes.big}>{value}</Text>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="light" size="sm" onClick={copy} data-print="no">
            <span role="status">{t(copied ? 'copied' : 'copy')}</span>
          </Button>
        )}
      </CopyButton>
    </Paper>
  );
}

const brands: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  diners: 'Diners Club',
  jcb: 'JCB',
  discover: 'Discover',
};

/** `24K`, or `24K, 3A` on two flights. */
const seatsOf = ({ flights, seats }: Booking, passenger: number) =>
  flights
    .flatMap((flight) => seats.filter((s) => s.flightId === flight.flightId && s.passenger === passenger))
    .map(({ seat }) => seat)
    .join(', ');

function Tickets({ booking, order }: { booking: Booking; order: Order }) {
  const t = useMessages(messages);
  const paid = order.payments.find((payment) => payment.status === 'captured');
  return (
    <>
      {booking.tickets.length === 0 && <Loader size="sm" role="img" aria-label={t('yourTickets')} />}
      <ul className={classes.tickets}>
        {booking.tickets.map((ticket, passenger) => (
          <li key={ticket.number}>
            <div>
              <Text fw={600}>{ticket.passenger}</Text>
              <Text size="sm" c="dimmed">
                {t('ticketOf', { number: ticket.number })}
              </Text>
            </div>
            <Text fw={600}>{seatsOf(booking, passenger)}</Text>
          </li>
        ))}
      </ul>
      <Group justify="space-between" mt="sm">
        <Text size="sm">
          {paid?.last4
            ? t('paidWith', { card: `${brands[paid.brand ?? ''] ?? ''} •••• ${paid.last4}`.trim() })
            : t('paid')}
        </Text>
        <Text fw={700}>
          <Money value={order.total} />
        </Text>
      </Group>
    </>
  );
}

function Next({ booking }: { booking: Booking }) {
  const t = useMessages(messages);
  const isGuest = useMe().data === null;
  return (
    <Stack gap="sm" data-print="no">
      <Title order={2} fz="lg">
        {t('next')}
      </Title>
      <List spacing={4}>
        <List.Item>{t('mailedTo', { email: booking.contact.email })}</List.Item>
        <List.Item>{t('keepReference')}</List.Item>
        {isGuest && (
          <List.Item>
            <Anchor component={Link} to="/register" underline="always">
              {t('createAccount')}
            </Anchor>
            : {t('createAccountAbout')}
          </List.Item>
        )}
      </List>
      <Group>
        <Button component={Link} to={`/bookings/${booking.id}`}>
          {t('viewBooking')}
        </Button>
        <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </Group>
    </Stack>
  );
}

function Confirmed({ booking, order }: { booking: Booking; order: Order }) {
  const t = useMessages(messages);
  return (
    <Stack maw={720} mx="auto" className={classes.page}>
      <Steps current="confirmation" />
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <IconCircleCheck size={40} color="var(--mantine-color-green-7)" aria-hidden style={{ flex: 'none' }} />
        <PageTitle
          title={t('confirmedTitle')}
          about={t('confirmedAbout', { name: booking.passengers[0]?.givenName ?? '' })}
        />
      </Group>
      <Reference value={booking.reference} />
      <Paper withBorder p="md" component="section" aria-label={t('yourTrip')}>
        <Title order={2} fz="lg" mb="sm">
          {t('yourTrip')}
        </Title>
        <Itinerary flights={tripOfBooking(booking).flights} />
      </Paper>
      <Paper withBorder p="md" component="section" aria-label={t('ticketsAndSeats')}>
        <Title order={2} fz="lg" mb="sm">
          {t('ticketsAndSeats')}
        </Title>
        <Tickets booking={booking} order={order} />
      </Paper>
      <Next booking={booking} />
    </Stack>
  );
}

function NotConfirmed({ order, booking }: { order: Order; booking: Booking }) {
  const t = useMessages(messages);
  const isOpen = order.status === 'awaitingPayment' || order.status === 'paying' || order.status === 'draft';
  return (
    <>
      <PageTitle title={t(isOpen ? 'notConfirmed' : 'cancelledTitle')} about={order.reason} />
      <Button component={Link} to={isOpen ? `/bookings/${booking.id}/pay` : `/bookings/${booking.id}`}>
        {t(isOpen ? 'toPay' : 'viewBooking')}
      </Button>
    </>
  );
}

function OfOrder({ order }: { order: Order }) {
  const booking = useQuery({
    ...bookingQuery(order.lines[0]!.bookingId),
    // The booking may be told a moment later than the order.
    refetchInterval: ({ state }) => (order.status === 'confirmed' && state.data?.status === 'reserved' ? 1000 : false),
  });
  return (
    <Loaded query={booking}>
      {(found) =>
        order.status === 'confirmed' ? (
          <Confirmed booking={found} order={order} />
        ) : (
          <NotConfirmed booking={found} order={order} />
        )
      }
    </Loaded>
  );
}

/** The last step: everything that somebody writes down or prints. */
export function ConfirmationPage() {
  const id = useParams().id!;
  return <Loaded query={useQuery(orderQuery(id))}>{(order) => <OfOrder order={order} />}</Loaded>;
}
