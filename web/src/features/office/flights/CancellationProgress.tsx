import { Alert, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { DataTable, type Column } from '@/ui/DataTable';
import { Figure } from '@/ui/Figure';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { StatusBadge } from '@/ui/StatusBadge';
import { Amounts } from './Amounts';
import { changeMessages } from './changeMessages';
import { BookingLink } from './Holdings';
import { refundsQuery, type Affected, type Refund } from './queries';
import { RefundBadge } from './RefundBadge';
import { isNothing, sumsOf } from '@/ui/money';

type Booking = Affected['bookings'][number];

/** Whether all money of a booking is back; a refund may have been given before. */
const isGiven = (refunds: readonly Refund[], booking: Booking) => {
  const ofBooking = refunds.filter((r) => r.bookingId === booking.id);
  return ofBooking.length > 0 && ofBooking.every((r) => r.status === 'refunded');
};

function stateOf(refunds: readonly Refund[], booking: Booking) {
  if (isNothing(booking.refund)) {
    return 'notNeeded';
  }
  if (isGiven(refunds, booking)) {
    return 'given';
  }
  return refunds.some((r) => r.bookingId === booking.id && r.status === 'heldUp') ? 'heldUp' : 'onItsWay';
}

/** How far a cancelled flight is: bookings that have ended, refunds that were given. */
export function CancellationProgress({ affected }: { affected: Affected }) {
  const t = useMessages(changeMessages);
  const { bookings, open, ended, flightId } = affected;
  const due = bookings.filter((b) => !isNothing(b.refund));
  const query = useQuery(
    refundsQuery(
      flightId,
      due.map((b) => b.id),
      (refunds) => due.every((b) => isGiven(refunds, b)),
    ),
  );
  const refunds = query.data ?? [];
  const given = due.filter((b) => isGiven(refunds, b));
  const total = open.bookings + ended.bookings;
  const isDone = !affected.isOpen && open.bookings === 0 && query.isSuccess && given.length === due.length;
  const columns: Column<Booking>[] = [
    { title: t('booking'), show: (b) => <BookingLink id={b.id} reference={b.reference} /> },
    { title: t('contact'), show: (b) => b.contact },
    { title: t('passengers'), show: (b) => formatNumber(b.passengers), isNumber: true },
    { title: t('status'), show: (b) => <StatusBadge status={b.status} /> },
    { title: t('refund'), show: (b) => <Amounts values={[b.refund]} />, isNumber: true },
    {
      title: t('refundState'),
      show: (b) => <RefundBadge state={stateOf(refunds, b)} />,
    },
  ];
  if (total === 0 && !affected.isOpen) {
    return <Text role="status">{t('nobodyHad')}</Text>;
  }
  return (
    <Stack>
      <Alert
        color={isDone ? 'green' : 'blue'}
        icon={isDone && <IconCircleCheck aria-hidden />}
        role="status"
        title={isDone ? t('allDone') : t('underWay')}
      >
        {!isDone && t('seeCases')}
      </Alert>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        <Figure name={t('ended')} about={<Bar name={t('ended')} done={ended.bookings} total={total} />}>
          {t('ofTotal', { done: formatNumber(ended.bookings), total: formatNumber(total) })}
        </Figure>
        <Figure name={t('refunded')} about={<Bar name={t('refunded')} done={given.length} total={due.length} />}>
          {t('ofTotal', { done: formatNumber(given.length), total: formatNumber(due.length) })}
        </Figure>
        <Figure name={t('amountGiven')}>
          <Amounts values={sumsOf(refunds.filter((r) => r.status === 'refunded').map((r) => r.amount))} />
        </Figure>
      </SimpleGrid>
      {query.isError && <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />}
      <Title order={2} size="h3" mt="md">
        {t('affected')}
      </Title>
      <DataTable label={t('affected')} items={bookings} columns={columns} keyOf={(b) => b.id} />
    </Stack>
  );
}

function Bar({ name, done, total }: { name: string; done: number; total: number }) {
  return <Progress value={total === 0 ? 100 : (100 * done) / total} aria-label={name} mt={6} />;
}
