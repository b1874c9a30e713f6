import { SimpleGrid, Text, Title } from '@mantine/core';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { DataTable, type Column } from '@/ui/DataTable';
import { Figure } from '@/ui/Figure';
import { Money } from '@/ui/Money';
import { StatusBadge } from '@/ui/StatusBadge';
import { Amounts } from './Amounts';
import { changeMessages } from './changeMessages';
import { BookingLink } from './Holdings';
import type { Affected } from './queries';

/** Whom cancelling would concern: the sums, then everybody. */
export function AffectedNow({ affected }: { affected: Affected }) {
  const t = useMessages(changeMessages);
  const open = affected.bookings.filter((b) => b.status === 'reserved' || b.status === 'confirmed');
  const unpaid = open.filter((b) => b.status === 'reserved');
  const columns: Column<Affected['bookings'][number]>[] = [
    { title: t('booking'), show: (b) => <BookingLink id={b.id} reference={b.reference} /> },
    { title: t('contact'), show: (b) => b.contact },
    { title: t('passengers'), show: (b) => formatNumber(b.passengers), isNumber: true },
    { title: t('status'), show: (b) => <StatusBadge status={b.status} /> },
    { title: t('paid'), show: (b) => <Money value={b.total} />, isNumber: true },
    { title: t('refund'), show: (b) => <Amounts values={[b.refund]} />, isNumber: true },
  ];
  return (
    <section aria-labelledby="affected">
      <Title order={2} size="h3" mb="sm" id="affected">
        {t('affected')}
      </Title>
      {open.length === 0 ? (
        <Text>{t('nobody')}</Text>
      ) : (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm" mb="md">
            <Figure name={t('bookings')}>{formatNumber(affected.open.bookings)}</Figure>
            <Figure name={t('passengers')}>{formatNumber(affected.open.passengers)}</Figure>
            <Figure name={t('toRefund')}>
              <Amounts values={affected.open.refunds} />
            </Figure>
            <Figure name={t('unpaid')} about={unpaid.length > 0 && t('unpaidAbout')}>
              {formatNumber(unpaid.length)}
            </Figure>
          </SimpleGrid>
          <Text size="sm" c="dimmed" mb="xs">
            {t('wholeBooking')}
          </Text>
          <DataTable label={t('affected')} items={open} columns={columns} keyOf={(b) => b.id} />
        </>
      )}
    </section>
  );
}
