import { Anchor } from '@mantine/core';
import { IconPoint } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { Schemas } from '@/api/client';
import { formatMoney } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { Section } from '@/ui/Section';
import { Timeline } from '@/ui/Timeline';
import { TwoColumns } from '../TwoColumns';
import { messages } from './messages';
import { PaymentSummary } from './PaymentSummary';
import { paymentQuery } from './queries';

/** One payment with its history. */
export function PaymentPage() {
  const { id = '' } = useParams();
  const payment = useQuery(paymentQuery(id));
  return <Loaded query={payment}>{(data) => <PaymentDetails payment={data} />}</Loaded>;
}

function PaymentDetails({ payment }: { payment: Schemas['PaymentDetails'] }) {
  const t = useMessages(messages);
  return (
    <>
      <PageTitle
        title={t('paymentOf', { amount: formatMoney(payment.amount) })}
        about={
          <Anchor component={Link} to={`/office/orders/${payment.orderId}`}>
            {t('ofOrder')}
          </Anchor>
        }
      />
      <TwoColumns
        main={
          <Section title={t('facts')}>
            <PaymentSummary payment={payment} />
          </Section>
        }
        side={
          <Section title={t('history')}>
            <Timeline
              label={t('history')}
              items={payment.history.map(({ at, what }, index) => ({
                key: `${at} ${index}`,
                at,
                text: what.charAt(0).toUpperCase() + what.slice(1),
                icon: IconPoint,
                color: 'blue',
              }))}
            />
          </Section>
        }
      />
    </>
  );
}
