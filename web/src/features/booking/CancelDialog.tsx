import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiProblem, NoAnswer } from '@/api/problems';
import { useMessages } from '@/i18n';
import { formatMoney } from '@/i18n/formats';
import { Loaded } from '@/ui/Loaded';
import { Money } from '@/ui/Money';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { Sums } from '@/ui/Sums';
import { messages } from './messages';
import { cancelBooking, liveBookingQuery, quoteQuery, type Booking } from './queries';

type Quote = NonNullable<Awaited<ReturnType<NonNullable<ReturnType<typeof quoteQuery>['queryFn']>>>>;

/** What comes back and what is kept, before anything is done. */
function Terms({ booking, quote }: { booking: Booking; quote: Quote }) {
  const t = useMessages(messages);
  if (booking.status !== 'confirmed') {
    return <Text size="sm">{t('nothingPaid')}</Text>;
  }
  const isAirlines = booking.flights.some((flight) => flight.status === 'cancelled');
  return (
    <>
      {isAirlines && <Text size="sm">{t('airlineCancelled')}</Text>}
      <Sums
        lines={[
          { key: 'paid', text: t('paid'), amount: <Money value={booking.total} /> },
          { key: 'kept', text: t('kept'), amount: <Money value={quote.retained} /> },
        ]}
        total={{ text: t('givenBack'), amount: <Money value={quote.refund} /> }}
      />
    </>
  );
}

/** Why it was not cancelled, or that nobody knows. */
function Refused({ error, onLookAgain }: { error: unknown; onLookAgain: () => void }) {
  const t = useMessages(messages);
  if (error instanceof NoAnswer) {
    return (
      <Alert color="orange" role="alert">
        {t('unsure')}
      </Alert>
    );
  }
  if (error instanceof ApiProblem && error.status === 412) {
    return (
      <Alert color="orange" role="alert">
        {t('changedMeanwhile')}
      </Alert>
    );
  }
  return <ProblemNotice error={error} onRetry={onLookAgain} />;
}

function Question({ booking, quote, onClose }: { booking: Booking; quote: Quote; onClose: () => void }) {
  const t = useMessages(messages);
  const queries = useQueryClient();
  const readAgain = () => queries.invalidateQueries({ queryKey: liveBookingQuery(booking.id).queryKey });
  const cancelling = useMutation({
    mutationFn: () => cancelBooking(booking.id, quote.version),
    onSuccess: async () => {
      await readAgain();
      onClose();
    },
    // What was shown does not hold any more: it is read again, and shown.
    onError: (error) => (error instanceof ApiProblem && !error.problem.retryable ? readAgain() : undefined),
  });
  const hasPaid = booking.status === 'confirmed' && Number(quote.refund.amount) > 0;
  return (
    <Stack>
      <Terms booking={booking} quote={quote} />
      <Text size="sm">{t('cancelSeats')}</Text>
      {cancelling.isError && <Refused error={cancelling.error} onLookAgain={() => cancelling.mutate()} />}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose} disabled={cancelling.isPending} data-autofocus>
          {t('keep')}
        </Button>
        <Button color="red" loading={cancelling.isPending} onClick={() => cancelling.mutate()}>
          {hasPaid ? t('cancelAndRefund', { amount: formatMoney(quote.refund) }) : t('cancelNow')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Asks before a booking is cancelled, and says what that costs. */
export function CancelDialog({ booking, isOpen, onClose }: { booking: Booking; isOpen: boolean; onClose: () => void }) {
  const t = useMessages(messages);
  const quote = useQuery({ ...quoteQuery(booking.id), enabled: isOpen });
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={
        <Text fw={650} fz="lg" span>
          {t('cancelTitle')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('keep') }}
      centered
    >
      <Loaded query={quote}>{(known) => <Question booking={booking} quote={known} onClose={onClose} />}</Loaded>
    </Modal>
  );
}
