import { VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { isDraftOf } from './draft';
import classes from './Steps.module.css';

const steps = ['passengers', 'seats', 'payment', 'confirmation'] as const;
const names = {
  passengers: 'stepPassengers',
  seats: 'stepSeats',
  payment: 'stepPayment',
  confirmation: 'stepConfirmation',
} as const;

type Step = (typeof steps)[number];

/** Where a step that was done can be done again; nowhere once everything is paid. */
function addressOf(step: Step, current: Step, bookingId: string | undefined) {
  if (current === 'confirmation') {
    return undefined;
  }
  if (step === 'passengers') {
    return bookingId && isDraftOf(bookingId) ? '/book' : undefined;
  }
  return step === 'seats' && bookingId ? `/bookings/${bookingId}/seats` : undefined;
}

/** How far the booking is; what was done leads back there. */
export function Steps({ current, bookingId }: { current: Step; bookingId?: string }) {
  const t = useMessages(messages);
  const at = steps.indexOf(current);
  return (
    <nav aria-label={t('steps')}>
      <ol className={classes.steps}>
        {steps.map((step, i) => {
          const isDone = i < at || current === 'confirmation';
          const to = i < at ? addressOf(step, current, bookingId) : undefined;
          const name = (
            <>
              <span className={classes.number} aria-hidden>
                {isDone ? <IconCheck size={16} stroke={3} /> : i + 1}
              </span>
              <span className={classes.name}>{t(names[step])}</span>
              {isDone && <VisuallyHidden>({t('done')})</VisuallyHidden>}
            </>
          );
          return (
            <li key={step} data-done={isDone || undefined} aria-current={i === at ? 'step' : undefined}>
              {to ? <Link to={to}>{name}</Link> : <span>{name}</span>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
