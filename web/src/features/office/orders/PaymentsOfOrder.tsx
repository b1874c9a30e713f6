import { Divider, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { Section } from '@/ui/Section';
import { PaymentSummary } from '../payments/PaymentSummary';
import { paymentsOfOrderQuery } from '../payments/queries';
import { messages } from './messages';

/** Every attempt to pay for an order, what was given back, and giving money back. */
export function PaymentsOfOrder({ orderId }: { orderId: string }) {
  const t = useMessages(messages);
  const payments = useQuery(paymentsOfOrderQuery(orderId));
  return (
    <Section title={t('payments')}>
      <Loaded query={payments}>
        {(items) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('noPayment')}</Text>
          ) : (
            <Stack>
              {items.map((payment, index) => (
                <Fragment key={payment.id}>
                  {index > 0 && <Divider />}
                  <PaymentSummary payment={payment} isLinked />
                </Fragment>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Section>
  );
}
