import { Alert, Loader, Paper, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCircle, IconWifiOff } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import type { Booking, Order } from './queries';
import classes from './PendingPayment.module.css';

const slowAfter = 10_000;

/** How many of the four steps a payment has done. */
function doneOf(order: Order, isSent: boolean) {
  const payment = order.payments.at(-1);
  if (order.status !== 'paying' || !payment) {
    return isSent ? 1 : 0;
  }
  return payment.status === 'captured' ? 3 : payment.status === 'authorized' ? 2 : 1;
}

function useIsSlow() {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), slowAfter);
    return () => clearTimeout(timer);
  }, []);
  return isSlow;
}

interface Props {
  booking: Booking;
  order: Order;
  isConnected: boolean;
  /** Whether the server has said that it has the request. */
  isSent: boolean;
}

/** What happens between pressing Pay and knowing what came of it. */
export function PendingPayment({ booking, order, isConnected, isSent }: Props) {
  const t = useMessages(messages);
  const isSlow = useIsSlow();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const done = doneOf(order, isSent);
  const steps = [t(done === 0 ? 'sending' : 'sent'), t('bank'), t('tickets'), t('money')];
  const { reference, contact } = booking;
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="pending">
      <Stack>
        <Title order={2} id="pending" fz="xl" ref={heading} tabIndex={-1} className={classes.heading}>
          {t('pending')}
        </Title>
        <Text role="status">{t('safe', { reference })}</Text>
        <ol className={classes.steps}>
          {steps.map((step, i) => (
            <li key={step} data-now={i === done || undefined} aria-current={i === done ? 'step' : undefined}>
              <span className={classes.sign} aria-hidden>
                {i < done ? <IconCheck size={20} /> : i === done ? <Loader size={18} /> : <IconCircle size={18} />}
              </span>
              {step}
              <VisuallyHidden>, {t(i < done ? 'done' : i === done ? 'now' : 'later')}</VisuallyHidden>
            </li>
          ))}
        </ol>
        {!isConnected && (
          <Alert color="orange" icon={<IconWifiOff aria-hidden />} title={t('lost')} role="alert">
            {t('lostAbout', { reference })}
          </Alert>
        )}
        {isConnected && isSlow && <Text role="status">{t('slow', { email: contact.email })}</Text>}
      </Stack>
    </Paper>
  );
}
