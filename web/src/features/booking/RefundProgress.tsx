import { Loader, Text } from '@mantine/core';
import { IconCircleCheck, IconUserQuestion } from '@tabler/icons-react';
import { useMessages } from '@/i18n';
import { formatMoney } from '@/i18n/formats';
import { messages } from './messages';
import type { Booking, Order } from './queries';
import classes from './RefundProgress.module.css';

/** What goes back of a cancelled booking, how far it is, and what is kept. */
export function RefundProgress({ booking, order }: { booking: Booking; order: Order | undefined }) {
  const t = useMessages(messages);
  const { refund, retained } = booking.cancellation;
  const asked = order?.refunds.find((r) => r.bookingId === booking.id);
  const isNothing = Number(refund.amount) === 0;
  const state = stateOf(asked?.status);
  return (
    <Text size="sm" component="div" role="status">
      {isNothing && t('refundNone')}
      {!isNothing && (
        <div className={classes.line}>
          {state === 'refundMade' && <IconCircleCheck size={18} aria-hidden className={classes.done} />}
          {state === 'refundHeldUp' && <IconUserQuestion size={18} aria-hidden />}
          {(state === 'refundAsked' || state === 'refundPending') && <Loader size={16} aria-hidden />}
          <strong>{t(state, { amount: formatMoney(asked?.amount ?? refund) })}</strong>
        </div>
      )}
      {!isNothing && Number(retained.amount) > 0 && t('refundKept', { amount: formatMoney(retained) })}
    </Text>
  );
}

function stateOf(status: string | undefined) {
  switch (status) {
    case undefined:
      return 'refundPending';
    case 'refunded':
      return 'refundMade';
    case 'heldUp':
      return 'refundHeldUp';
    default:
      return 'refundAsked';
  }
}
