import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { DataTable, type Column } from '@/ui/DataTable';
import { Money } from '@/ui/Money';
import { StatusBadge } from '@/ui/StatusBadge';
import { messages } from './messages';

type Refund = Schemas['RefundDetails'];

/** What was given back of a payment, or is to be. */
export function RefundsOfPayment({ refunds }: { refunds: readonly Refund[] }) {
  const t = useMessages(messages);
  const columns: Column<Refund>[] = [
    { title: t('reason'), show: (r) => r.reason },
    { title: t('status'), show: (r) => <StatusBadge status={r.status} /> },
    { title: t('amount'), show: (r) => <Money value={r.amount} />, isNumber: true },
  ];
  return <DataTable label={t('refunds')} items={refunds} columns={columns} keyOf={(r) => r.id} />;
}
