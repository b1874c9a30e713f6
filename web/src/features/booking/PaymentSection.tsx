import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { Money } from '@/ui/Money';
import { StatusBadge } from '@/ui/StatusBadge';
import { Section } from '@/ui/Section';
import { messages } from './messages';
import type { Booking, Order } from './queries';
import classes from './TravellersSection.module.css';

function Line({
  text,
  amount,
  status,
  why,
}: {
  text: string;
  amount: Schemas['Money'];
  status: string;
  why?: ReactNode;
}) {
  return (
    <li>
      <Group justify="space-between" gap="0 12px">
        <Text size="sm">{text}</Text>
        <Text size="sm" fw={600}>
          <Money value={amount} />
        </Text>
      </Group>
      <StatusBadge status={status} />
      {why && (
        <Text size="xs" c="dimmed" mt={2}>
          {why}
        </Text>
      )}
    </li>
  );
}

/** What was paid and what was given back. */
export function PaymentSection({ booking, order }: { booking: Booking; order: Order | undefined }) {
  const t = useMessages(messages);
  const payments = order?.payments ?? [];
  const refunds = order?.refunds.filter((r) => r.bookingId === booking.id || r.bookingId === '') ?? [];
  return (
    <Section title={t('payments')}>
      {payments.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('noPayment')}
        </Text>
      )}
      <Stack component="ul" gap="sm" p={0} m={0} className={classes.list}>
        {payments.map(({ id, amount, last4, status, reason }) => (
          <Line
            key={id}
            text={last4 ? t('payment', { last4 }) : t('paymentPlain')}
            amount={amount}
            status={status}
            why={reason}
          />
        ))}
        {refunds.map(({ id, amount, status }) => (
          <Line key={id} text={t('refund')} amount={amount} status={status} />
        ))}
      </Stack>
    </Section>
  );
}
