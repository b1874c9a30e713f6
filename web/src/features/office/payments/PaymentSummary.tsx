import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Schemas } from '@/api/client';
import { isNothing, minus } from '@/ui/money';
import { formatInstant } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { StatusBadge } from '@/ui/StatusBadge';
import { messages } from './messages';
import { isInMotion } from './queries';
import { RefundButton } from './RefundButton';
import { RefundsOfPayment } from './RefundsOfPayment';
import { usePaymentMeans } from './usePaymentMeans';

interface Props {
  payment: Schemas['PaymentDetails'];
  /** Whether it leads to the payment's own page. */
  isLinked?: boolean;
}

/** How a payment stands, what was given back of it, and giving back more. */
export function PaymentSummary({ payment, isLinked = false }: Props) {
  const t = useMessages(messages);
  const means = usePaymentMeans()(payment);
  const { amount, authorized, captured, refunded } = payment;
  const hasRefunds = payment.refunds.length > 0;
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <Group gap="sm">
          <Text fw={600}>{means}</Text>
          <StatusBadge status={payment.status} />
        </Group>
        <RefundButton payment={payment} />
      </Group>
      <Facts
        items={[
          [t('amount'), <Money key="amount" value={amount} />],
          !isNothing(authorized) && [t('authorizedAmount'), <Money key="authorized" value={authorized} />],
          !isNothing(captured) && [t('capturedAmount'), <Money key="captured" value={captured} />],
          !isNothing(refunded) && [t('refundedAmount'), <Money key="refunded" value={refunded} />],
          !isNothing(refunded) && [t('left'), <Money key="left" value={minus(captured, refunded)} />],
          [t('startedAt'), formatInstant(payment.startedAt)],
          payment.failureReason && [t('why'), payment.failureReason],
        ]}
      />
      {payment.isReleased && <Text size="sm">{t('released')}</Text>}
      <Text size="sm" role="status">
        {isInMotion(payment) && t('inMotion')}
      </Text>
      {hasRefunds && <RefundsOfPayment refunds={payment.refunds} />}
      {isLinked && (
        <Anchor component={Link} to={`/office/payments/${payment.id}`} size="sm">
          {t('details')}
        </Anchor>
      )}
    </Stack>
  );
}
