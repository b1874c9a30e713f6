import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Schemas } from '@/api/client';
import { formatInstant } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { DataTable, type Column } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { Money } from '@/ui/Money';
import { Section } from '@/ui/Section';
import { StatusBadge } from '@/ui/StatusBadge';
import { messages } from './messages';
import { ordersOfBookingQuery } from './queries';

/** The orders that pay, or should have paid, for a booking. */
export function OrdersOfBooking({ bookingId }: { bookingId: string }) {
  const t = useMessages(messages);
  const orders = useQuery(ordersOfBookingQuery(bookingId));
  const columns: Column<Schemas['OrderSummary']>[] = [
    {
      title: t('order'),
      show: (o) => (
        <Anchor component={Link} to={`/office/orders/${o.id}`} fw={600}>
          {t('openOrder', { date: formatInstant(o.createdAt) })}
        </Anchor>
      ),
    },
    { title: t('status'), show: (o) => <StatusBadge status={o.status} /> },
    { title: t('total'), show: (o) => <Money value={o.total} />, isNumber: true },
  ];
  return (
    <Section title={t('orders')}>
      <Loaded query={orders}>
        {(items) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('noOrder')}</Text>
          ) : (
            <DataTable label={t('orders')} items={items} columns={columns} keyOf={(o) => o.id} />
          )
        }
      </Loaded>
    </Section>
  );
}
