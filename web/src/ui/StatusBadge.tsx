import { Badge } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconPlaneDeparture,
  IconProgress,
  type Icon,
} from '@tabler/icons-react';
import { defineMessages, useMessages } from '@/i18n';

const messages = defineMessages('status', {
  // Bookings, orders
  reserved: 'Awaiting payment',
  confirmed: 'Confirmed',
  cancelled: 'Cancelled',
  expired: 'Expired',
  draft: 'Draft',
  awaitingPayment: 'Awaiting payment',
  paying: 'Payment under way',
  failed: 'Failed',
  // Flights
  scheduled: 'Scheduled',
  delayed: 'Delayed',
  departed: 'Departed',
  arrived: 'Arrived',
  // Payments, refunds
  started: 'Started',
  authorizing: 'Asking the bank',
  authorized: 'Authorised',
  capturing: 'Taking the money',
  captured: 'Paid',
  voiding: 'Being released',
  voided: 'Released',
  refunded: 'Refunded',
  asked: 'Under way',
  given: 'Given back',
  heldUp: 'With our staff',
  // Tickets, seats
  issued: 'Issued',
  held: 'Held',
  sold: 'Sold',
  released: 'Released',
  free: 'Free',
  blocked: 'Not for sale',
  // Processes, imports, notifications
  open: 'Open',
  running: 'Running',
  completed: 'Completed',
  requested: 'Requested',
  deferred: 'Will be tried again',
  sent: 'Sent',
});

/** A status that has words of its own. */
export type Status = keyof typeof messages.english;

const looks: Record<'good' | 'waiting' | 'moving' | 'bad' | 'over' | 'gone', { color: string; icon: Icon }> = {
  good: { color: 'green', icon: IconCircleCheck },
  waiting: { color: 'orange', icon: IconClock },
  moving: { color: 'blue', icon: IconProgress },
  bad: { color: 'red', icon: IconAlertTriangle },
  over: { color: 'gray', icon: IconCircleX },
  gone: { color: 'gray', icon: IconPlaneDeparture },
};

function lookOf(status: Status) {
  switch (status) {
    case 'confirmed':
    case 'captured':
    case 'issued':
    case 'completed':
    case 'sent':
    case 'refunded':
    case 'given':
    case 'sold':
    case 'scheduled':
    case 'free':
      return looks.good;
    case 'reserved':
    case 'awaitingPayment':
    case 'held':
    case 'delayed':
    case 'deferred':
    case 'heldUp':
      return looks.waiting;
    case 'failed':
      return looks.bad;
    case 'cancelled':
    case 'expired':
    case 'voided':
    case 'released':
    case 'blocked':
      return looks.over;
    case 'departed':
    case 'arrived':
      return looks.gone;
    default:
      return looks.moving;
  }
}

/** A status in words, with an icon and a colour that say the same. */
export function StatusBadge({ status }: { status: string }) {
  const t = useMessages(messages);
  const isKnown = status in messages.english;
  const { color, icon: Icon } = isKnown ? lookOf(status as Status) : looks.moving;
  return (
    <Badge
      miw="max-content"
      variant="light"
      color={color}
      leftSection={<Icon size={14} aria-hidden />}
      tt="none"
      fw={600}
      flex="none"
    >
      {isKnown ? t(status as Status) : status}
    </Badge>
  );
}

/** Statuses in words, where a badge does not fit. */
export function useStatusTexts() {
  const t = useMessages(messages);
  return (status: Status) => t(status);
}
