import { Alert, Button, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { ApiProblem } from '@/api/problems';
import { addressOf, type Search } from '@/features/search/search';
import { useMessages } from '@/i18n';
import { formatLocalDate, formatLocalTime } from '@/i18n/formats';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { messages } from './messages';

interface Alternative {
  flightId: string;
  designator: string;
  departsAt: string;
  free: number;
}

const ends = [
  'FlightBooking_Flights_Must_Not_Be_Cancelled',
  'FlightBooking_Flights_Must_Not_Have_Departed',
  'FlightBooking_Sales_Must_Be_Open',
  'SeatInventory_Must_Be_Open',
  'FlightBooking_Offer_Must_Not_Have_Expired',
  'Offer_Not_Valid',
];

function Alternatives({ flights, search }: { flights: Alternative[]; search: Search }) {
  const t = useMessages(messages);
  return (
    <>
      <Text size="sm" mt="xs">
        {t('alternatives')}
      </Text>
      <List size="sm" mb="xs">
        {flights.map((flight) => (
          <List.Item key={flight.flightId}>
            <Link to={addressOf({ ...search, date: flight.departsAt.slice(0, 10) })}>
              {flight.designator}, {formatLocalDate(flight.departsAt)} {formatLocalTime(flight.departsAt)}
            </Link>
            {' · '}
            {t('alternativeSeats', { count: flight.free })}
          </List.Item>
        ))}
      </List>
    </>
  );
}

/** Why the seats could not be held, and the way on. */
export function ReserveProblem({ error, search }: { error: unknown; search: Search }) {
  const t = useMessages(messages);
  const problem = error instanceof ApiProblem ? error.problem : undefined;
  const isSoldOut = problem?.code === 'SeatInventory_Not_Enough_Free_Seats';
  if (!problem || (!isSoldOut && !ends.includes(problem.code))) {
    return <ProblemNotice error={error} />;
  }
  const flights = (problem as { alternatives?: Alternative[] }).alternatives ?? [];
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={t(isSoldOut ? 'soldOut' : 'notForSale')}
      role="alert"
    >
      <Text size="sm">{problem.detail}</Text>
      {flights.length > 0 && <Alternatives flights={flights} search={search} />}
      <Button component={Link} to={addressOf(search)} size="sm" mt="xs">
        {t('searchAgain')}
      </Button>
    </Alert>
  );
}
