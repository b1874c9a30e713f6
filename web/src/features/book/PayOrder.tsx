import { Alert, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useIsPast } from '@/api/clock';
import { ApiProblem } from '@/api/problems';
import { useMessages } from '@/i18n';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { CardForm } from './CardForm';
import { messages } from './messages';
import { PendingPayment } from './PendingPayment';
import type { Booking, Order } from './queries';
import { isInterrupted, isUnderWay, usePay } from './usePay';

/** Why the last card did not do, and how many are left. */
function Declined({ order }: { order: Order }) {
  const t = useMessages(messages);
  const last = order.payments.at(-1);
  if (last?.status !== 'failed') {
    return null;
  }
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t('declined')} role="alert">
      <Text size="sm">
        {last.reason ?? order.reason} {t('attemptsLeft', { count: order.attemptsLeft ?? 0 })}
      </Text>
    </Alert>
  );
}

/** A payment that the server refused before it began. */
function PayProblem({ error }: { error: unknown }) {
  const t = useMessages(messages);
  const code = error instanceof ApiProblem ? error.code : '';
  if (code === 'Idempotency_Key_Reused' || code.includes('Claim')) {
    return (
      <Alert color="orange" icon={<IconInfoCircle aria-hidden />} title={t('pressedTwice')} role="alert">
        {t('pressedTwiceAbout')}
      </Alert>
    );
  }
  return <ProblemNotice error={error} />;
}

interface Props {
  booking: Booking;
  order: Order;
  isConnected: boolean;
}

/** The card form while the order awaits its payment, and what happens after pressing Pay. */
export function PayOrder({ booking, order, isConnected }: Props) {
  const t = useMessages(messages);
  const paying = usePay(order);
  const isOver = useIsPast(order.payBefore);
  const [payer] = booking.passengers;
  if (paying.isPending || isUnderWay(order, paying.data?.id)) {
    // Its own request unanswered counts as disconnected, whatever the stream of events says.
    const isAnswered = !paying.isPending || paying.failureCount === 0;
    return (
      <PendingPayment
        booking={booking}
        order={order}
        isConnected={isConnected && (isAnswered || order.status === 'paying')}
        isSent={paying.isSuccess}
      />
    );
  }
  if (isOver) {
    return (
      <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={t('timeUp')} role="alert">
        {t('timeUpAbout')}
      </Alert>
    );
  }
  return (
    <Stack>
      <Declined order={order} />
      {paying.isError && <PayProblem error={paying.error} />}
      {!paying.isError && isInterrupted(order) && (
        <Alert icon={<IconInfoCircle aria-hidden />} title={t('interrupted')} role="status">
          {t('interruptedAbout')}
        </Alert>
      )}
      <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="section" aria-labelledby="card">
        <Title order={2} id="card" fz="lg" mb="sm">
          {t('card')}
        </Title>
        <CardForm
          total={order.total}
          holder={payer ? `${payer.givenName} ${payer.surname}` : ''}
          onPay={(card) => {
            if (!paying.isPending) {
              paying.mutate(card);
            }
          }}
        />
      </Paper>
    </Stack>
  );
}
