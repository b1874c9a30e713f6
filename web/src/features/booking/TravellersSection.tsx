import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArmchair } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMessages } from '@/i18n';
import { useTravelWords } from '@/i18n/travel';
import { Section } from '@/ui/Section';
import { messages } from './messages';
import { isChangeable, ticketOf, type Booking } from './queries';
import classes from './TravellersSection.module.css';

function Seats({ booking, index }: { booking: Booking; index: number }) {
  const t = useMessages(messages);
  if (booking.passengers[index]!.type === 'infant') {
    return t('onLap');
  }
  const seats = booking.seats.filter((seat) => seat.passenger === index);
  if (seats.length === 0) {
    return booking.status === 'reserved' ? t('seatsLater') : t('noSeats');
  }
  const designatorOf = (id: string) => booking.flights.find((f) => f.flightId === id)?.designator ?? '';
  return seats.map(({ flightId, seat }) => (
    <div key={flightId}>
      {booking.flights.length === 1 ? t('seat', { seat }) : t('seatOn', { seat, designator: designatorOf(flightId) })}
    </div>
  ));
}

function Ticket({ booking, index }: { booking: Booking; index: number }) {
  const t = useMessages(messages);
  const ticket = ticketOf(booking, index);
  if (!ticket) {
    return null;
  }
  const number = `${ticket.number.slice(0, 3)}-${ticket.number.slice(3)}`;
  return ticket.status === 'issued' ? t('ticket', { number }) : t('ticketVoid', { number });
}

/** Who flies, where they sit, and their tickets. */
export function TravellersSection({ booking }: { booking: Booking }) {
  const t = useMessages(messages);
  const word = useTravelWords();
  const canChange = isChangeable(booking);
  const seats = (
    <Button
      component={Link}
      to={`/bookings/${booking.id}/seats`}
      variant="light"
      size="sm"
      leftSection={<IconArmchair size={16} aria-hidden />}
    >
      {booking.seats.length > 0 ? t('changeSeats') : t('chooseSeats')}
    </Button>
  );
  return (
    <Section title={t('travellers')} actions={canChange && seats}>
      <Stack component="ul" gap="sm" p={0} m={0} className={classes.list}>
        {booking.passengers.map((passenger, i) => (
          // Two passengers may have one name; their order never changes.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i}>
            <Group justify="space-between" align="flex-start" gap="0 16px">
              <div>
                <Text fw={600}>
                  {passenger.givenName} {passenger.surname}
                </Text>
                <Text size="sm" c="dimmed">
                  {word(passenger.type)}
                </Text>
              </div>
              <div className={classes.details}>
                <Text size="sm" component="div">
                  <Seats booking={booking} index={i} />
                </Text>
                <Text size="sm" c="dimmed" component="div">
                  <Ticket booking={booking} index={i} />
                </Text>
              </div>
            </Group>
          </li>
        ))}
      </Stack>
    </Section>
  );
}
