import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { Schemas } from '@/api/client';
import { formatInstant } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { Countdown } from '@/ui/Countdown';
import { Facts } from '@/ui/Facts';
import { Loaded } from '@/ui/Loaded';
import { Money } from '@/ui/Money';
import { PageTitle } from '@/ui/PageTitle';
import { Section } from '@/ui/Section';
import { StatusBadge } from '@/ui/StatusBadge';
import { History } from '../History';
import { TwoColumns } from '../TwoColumns';
import { CasesOfOrder } from './CasesOfOrder';
import { messages } from './messages';
import { OrderLines } from './OrderLines';
import { orderHistoryQuery, orderQuery } from './queries';
import { PaymentsOfOrder } from './PaymentsOfOrder';
import { Remarks } from './Remarks';

/** Everything about one order, and what staff may do about it. */
export function OrderPage() {
  const { id = '' } = useParams();
  const order = useQuery(orderQuery(id));
  return <Loaded query={order}>{(data) => <OrderDetails order={data} />}</Loaded>;
}

function OrderDetails({ order }: { order: Schemas['OrderAnswer'] }) {
  const t = useMessages(messages);
  const history = useQuery(orderHistoryQuery(order.id));
  const references = order.lines.map((line) => line.reference).join(', ');
  return (
    <>
      <PageTitle title={t('orderOf', { references })} about={<StatusBadge status={order.status} />} />
      <TwoColumns
        main={
          <>
            <CasesOfOrder orderId={order.id} />
            <OrderState order={order} />
            <OrderLines lines={order.lines} total={order.total} />
            <PaymentsOfOrder orderId={order.id} />
          </>
        }
        side={
          <>
            <Remarks orderId={order.id} />
            <History query={history} />
          </>
        }
      />
    </>
  );
}

function OrderState({ order }: { order: Schemas['OrderAnswer'] }) {
  const t = useMessages(messages);
  const isWaiting = order.status === 'awaitingPayment';
  return (
    <Section title={t('state')}>
      <Facts
        items={[
          [t('total'), <Money key="total" value={order.total} />],
          [t('created'), formatInstant(order.createdAt)],
          [t('changed'), formatInstant(order.updatedAt)],
          isWaiting && order.payBefore && [t('timeLeft'), <Countdown key="left" until={order.payBefore} />],
          isWaiting && order.attemptsLeft !== null && [t('attempts'), String(order.attemptsLeft)],
          order.reason && [t('reason'), order.reason],
          [t('number'), <code key="id">{order.id}</code>],
        ]}
      />
    </Section>
  );
}
