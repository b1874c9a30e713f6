import { Anchor } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Schemas } from '@/api/client';
import { formatInstant } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { ChoiceFilter, Filters, TextFilter } from '@/ui/Filters';
import { Money } from '@/ui/Money';
import { PagedTable, type Column } from '@/ui/PagedTable';
import { PageTitle } from '@/ui/PageTitle';
import { StatusBadge } from '@/ui/StatusBadge';
import { useFilters } from '@/ui/useFilters';
import { messages } from './messages';
import { ordersQuery } from './queries';

const statuses = ['draft', 'awaitingPayment', 'paying', 'confirmed', 'cancelled', 'expired', 'failed'] as const;

/** Every order, by whose it is and how it stands. */
export function OrdersPage() {
  const t = useMessages(messages);
  const [filters, set] = useFilters('email', 'status');
  const orders = useInfiniteQuery(ordersQuery(filters));
  const columns: Column<Schemas['OrderSummary']>[] = [
    {
      title: t('order'),
      show: (o) => (
        <Anchor component={Link} to={`/office/orders/${o.id}`} fw={600}>
          {t('orderOf', { references: o.references })}
        </Anchor>
      ),
    },
    { title: t('status'), show: (o) => <StatusBadge status={o.status} /> },
    { title: t('created'), show: (o) => formatInstant(o.createdAt) },
    {
      title: t('payBefore'),
      show: (o) => o.status === 'awaitingPayment' && o.payBefore && formatInstant(o.payBefore),
    },
    { title: t('total'), show: (o) => <Money value={o.total} />, isNumber: true },
  ];
  return (
    <>
      <PageTitle title={t('title')} about={t('about')} />
      <Filters label={t('filters')}>
        <TextFilter label={t('email')} value={filters.email} onChange={(email) => set({ email })} />
        <ChoiceFilter
          label={t('status')}
          value={filters.status}
          onChange={(status) => set({ status })}
          all={t('anyStatus')}
          choices={statuses.map((value) => ({ value, label: t(value) }))}
        />
      </Filters>
      <PagedTable label={t('list')} query={orders} columns={columns} keyOf={(o) => o.id} empty={t('empty')} />
    </>
  );
}
