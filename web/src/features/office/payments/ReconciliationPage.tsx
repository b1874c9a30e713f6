import { Alert, Anchor, Button, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Schemas } from '@/api/client';
import { isNothing } from '@/ui/money';
import { formatMoney, formatNumber, formatPreciseTime } from '@/i18n/formats';
import { useMessages, type Translate } from '@/i18n';
import { DataTable, type Column } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { reconciliationMessages as messages } from './messages';
import { reconciliationQuery } from './queries';

type Difference = Schemas['PaymentDifference'];
type T = Translate<typeof messages.english>;

/** Whether our books and the payment gateway's tell the same. */
export function ReconciliationPage() {
  const t = useMessages(messages);
  const report = useQuery(reconciliationQuery);
  return (
    <>
      <PageTitle title={t('title')} about={t('about')}>
        <Button variant="default" loading={report.isFetching} onClick={() => void report.refetch()}>
          {t('again')}
        </Button>
      </PageTitle>
      <Loaded query={report}>
        {(data) => (
          <Stack role="status">
            <Report report={data} />
            <Text size="sm" c="dimmed">
              {t('asOf', { time: formatPreciseTime(new Date(report.dataUpdatedAt)) })}
            </Text>
          </Stack>
        )}
      </Loaded>
    </>
  );
}

function Report({ report }: { report: Schemas['ReconciliationReport'] }) {
  const t = useMessages(messages);
  const counts = { payments: formatNumber(report.payments), atGateway: formatNumber(report.atGateway) };
  if (report.differences.length === 0) {
    return (
      <Alert color="green" icon={<IconCircleCheck aria-hidden />} title={t('agree')}>
        {t('agreeAbout', counts)}
      </Alert>
    );
  }
  return (
    <>
      <Alert color="orange" icon={<IconScale aria-hidden />} title={t('differ', { count: report.differences.length })}>
        {t('differAbout', counts)}
      </Alert>
      <DataTable
        label={t('list')}
        items={report.differences}
        columns={columnsOf(t)}
        keyOf={(difference) => difference.paymentId}
      />
    </>
  );
}

function columnsOf(t: T): Column<Difference>[] {
  return [
    {
      title: t('payment'),
      show: (d) =>
        d.orderId === null ? (
          <>
            <code>{d.paymentId}</code> ({t('unknown')})
          </>
        ) : (
          <Anchor component={Link} to={`/office/payments/${d.paymentId}`}>
            <code>{d.paymentId.slice(-8)}</code>
          </Anchor>
        ),
    },
    { title: t('ours'), show: (d) => totals(t, d.ours) },
    { title: t('gateway'), show: (d) => totals(t, d.gateway) },
    { title: t('state'), show: (d) => (d.isInMotion ? t('inMotion') : t('settled')) },
  ];
}

function totals(t: T, { authorized, captured, refunded, isVoided }: Schemas['GatewayTotals']) {
  return [
    t('authorized', { amount: formatMoney(authorized) }),
    t('captured', { amount: formatMoney(captured) }),
    !isNothing(refunded) && t('refunded', { amount: formatMoney(refunded) }),
    isVoided && t('voided'),
  ]
    .filter(Boolean)
    .join(', ');
}
