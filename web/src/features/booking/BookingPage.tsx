import { Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useCity } from '@/api/airports';
import { ApiProblem } from '@/api/problems';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { StatusBadge } from '@/ui/StatusBadge';
import { BookingMissing } from './BookingMissing';
import { BookingNews } from './BookingNews';
import classes from './BookingPage.module.css';
import { CancelSection } from './CancelSection';
import { Contact } from './Contact';
import { FlightsSection } from './FlightsSection';
import { HistorySection } from './HistorySection';
import { messages } from './messages';
import { PaymentSection } from './PaymentSection';
import { PriceSection } from './PriceSection';
import { liveBookingQuery, type Booking } from './queries';
import { Reference } from './Reference';
import { TravellersSection } from './TravellersSection';
import { useOrderOf } from './useOrderOf';

function Shown({ booking }: { booking: Booking }) {
  const t = useMessages(messages);
  const order = useOrderOf(booking.id).data ?? undefined;
  const from = useCity(booking.flights[0]!.from);
  const to = useCity(booking.flights.at(-1)!.to);
  return (
    <>
      <PageTitle
        title={t('route', { from, to })}
        about={
          <Group component="span" gap="xs">
            <Reference value={booking.reference} />
            <StatusBadge status={booking.status} />
          </Group>
        }
      />
      <Stack>
        <BookingNews booking={booking} order={order} />
        <div className={classes.page}>
          <Stack>
            <FlightsSection booking={booking} />
            <TravellersSection booking={booking} />
          </Stack>
          <Stack className={classes.aside}>
            <PriceSection booking={booking} />
            <PaymentSection booking={booking} order={order} />
            <CancelSection booking={booking} />
            <Contact booking={booking} />
          </Stack>
          <HistorySection booking={booking} order={order} />
        </div>
      </Stack>
    </>
  );
}

/** A booking with everything that concerns it, as it is now and as it changes. */
export function BookingPage() {
  const { id } = useParams<'id'>();
  const query = useQuery(liveBookingQuery(id!));
  const isMissing = query.error instanceof ApiProblem && [401, 403, 404].includes(query.error.status);
  return isMissing ? (
    <BookingMissing />
  ) : (
    <Loaded query={query}>{(booking) => <Shown key={booking.id} booking={booking} />}</Loaded>
  );
}
