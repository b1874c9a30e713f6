import {
  IconArmchair,
  IconAlertTriangle,
  IconArrowBackUp,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconCreditCard,
  IconLock,
  IconPlaneDeparture,
  type Icon,
} from '@tabler/icons-react';
import type { Schemas } from '@/api/client';
import type { TimelineItem } from '@/ui/Timeline';

type BookingItem = Schemas['BookingHistoryItem'];
type OrderItem = Schemas['OrderHistoryItem'];

interface Look {
  icon: Icon;
  color: string;
}

const bookingLooks: Record<BookingItem['kind'], Look> = {
  reserved: { icon: IconClock, color: 'blue' },
  seatsChosen: { icon: IconArmchair, color: 'blue' },
  holdExpiring: { icon: IconClock, color: 'orange' },
  expired: { icon: IconCircleX, color: 'gray' },
  reacquired: { icon: IconArmchair, color: 'blue' },
  confirmed: { icon: IconCircleCheck, color: 'green' },
  seatsChanged: { icon: IconArmchair, color: 'blue' },
  flightChanged: { icon: IconClock, color: 'orange' },
  flightCancelled: { icon: IconAlertTriangle, color: 'red' },
  flightDeparted: { icon: IconPlaneDeparture, color: 'gray' },
  cancelled: { icon: IconCircleX, color: 'gray' },
};

const orderLooks: Record<OrderItem['kind'], Look> = {
  placed: { icon: IconLock, color: 'blue' },
  paymentStarted: { icon: IconCreditCard, color: 'blue' },
  paymentDeclined: { icon: IconAlertTriangle, color: 'red' },
  paymentReleased: { icon: IconCreditCard, color: 'gray' },
  paid: { icon: IconCreditCard, color: 'green' },
  confirmed: { icon: IconCircleCheck, color: 'green' },
  bookingCancelled: { icon: IconCircleX, color: 'gray' },
  expired: { icon: IconCircleX, color: 'gray' },
  cancelled: { icon: IconCircleX, color: 'gray' },
  failed: { icon: IconAlertTriangle, color: 'red' },
  refundRequested: { icon: IconArrowBackUp, color: 'blue' },
  refunded: { icon: IconArrowBackUp, color: 'green' },
  refundDelayed: { icon: IconAlertTriangle, color: 'orange' },
};

/** What the order tells that its booking tells too. */
const twice = new Set<OrderItem['kind']>(['confirmed', 'bookingCancelled', 'expired', 'cancelled']);

/** What happened to a booking and to the order that pays for it, the latest first. */
export function storyOf(
  bookingId: string,
  booking: readonly BookingItem[],
  order: readonly OrderItem[],
): TimelineItem[] {
  const own = booking.map((item, i) => ({ ...item, ...bookingLooks[item.kind], key: `booking ${i}` }));
  const paid = order
    .map((item, i) => ({ ...item, ...orderLooks[item.kind], key: `order ${i}` }))
    .filter((item) => !twice.has(item.kind) && (item.bookingId ?? bookingId) === bookingId);
  return [...own, ...paid].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).toReversed();
}
