import { Anchor, Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Schemas } from '@/api/client';
import { useMay } from '@/api/me';
import { isNothing } from '@/ui/money';
import { formatInstant } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { ChoiceFilter, Filters, TextFilter } from '@/ui/Filters';
import { Money } from '@/ui/Money';
import { PagedTable, type Column } from '@/ui/PagedTable';
import { PageTitle } from '@/ui/PageTitle';
import { StatusBadge } from '@/ui/StatusBadge';
import { useFilters } from '@/ui/useFilters';
import { messages } from './messages';
import { paymentsQuery } from './queries';
import { usePaymentMeans } from './usePaymentMeans';

const statuses = [
  'started',
  'authorizing',
  'authorized',
  'capturing',
  'captured',
  'voiding',
  'voided',
  'failed',
] as const;

/** Every attempt to pay. */
export function PaymentsPage() {
  const t = useMessages(messages);
  const meansOf = usePaymentMeans();
  const mayReconcile = useMay('operations');
  const [filters, set] = useFilters('status', 'orderId');
  const payments = useInfiniteQuery(paymentsQuery(filters));
  const columns: Column<Schemas['PaymentDetails']>[] = [
    {
      title: t('payment'),
      show: (p) => (
        <Anchor component={Link} to={`/office/payments/${p.id}`} fw={600}>
          {meansOf(p)}
        </Anchor>
      ),
    },
    {
      title: t('order'),
      show: (p) => (
        <Anchor component={Link} to={`/office/orders/${p.orderId}`}>
          {t('ofOrder')}
        </Anchor>
      ),
    },
    { title: t('status'), show: (p) => <StatusBadge status={p.status} /> },
    { title: t('startedAt'), show: (p) => formatInstant(p.startedAt) },
    { title: t('amount'), show: (p) => <Money value={p.amount} />, isNumber: true },
    {
      title: t('refundedAmount'),
      show: (p) => !isNothing(p.refunded) && <Money value={p.refunded} />,
      isNumber: true,
    },
  ];
  return (
    <>
      <PageTitle title={t('title')} about={t('about')}>
        {mayReconcile && (
          <Button component={Link} to="/office/payments/reconciliation" variant="default">
            {t('reconcile')}
          </Button>
        )}
      </PageTitle>
      <Filters label={t('filters')}>
        <TextFilter label={t('orderNumber')} value={filters.orderId} onChange={(orderId) => set({ orderId })} />
        <ChoiceFilter
          label={t('status')}
          value={filters.status}
          onChange={(status) => set({ status })}
          all={t('anyStatus')}
          choices={statuses.map((value) => ({ value, label: t(value) }))}
        />
      </Filters>
      <PagedTable label={t('list')} query={payments} columns={columns} keyOf={(p) => p.id} empty={t('empty')} />
    </>
  );
}
