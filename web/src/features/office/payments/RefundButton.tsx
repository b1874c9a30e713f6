import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Schemas } from '@/api/client';
import { useMay } from '@/api/me';
import { isNothing, minus } from '@/ui/money';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { RefundDialog } from './RefundDialog';

/** Refunds that the gateway has not answered yet count as given: they may not be asked for twice. */
const underWay = (payment: Schemas['PaymentDetails']) => payment.refunds.filter((r) => r.status === 'asked');

/** Giving money back, for those who may, as long as there is any. */
export function RefundButton({ payment }: { payment: Schemas['PaymentDetails'] }) {
  const t = useMessages(messages);
  const mayRefund = useMay('agent');
  const [isOpen, dialog] = useDisclosure(false);
  const left = minus(payment.captured, payment.refunded, ...underWay(payment).map((r) => r.amount));
  if (payment.status !== 'captured' || (isNothing(left) && !isOpen)) {
    return null;
  }
  if (!mayRefund) {
    return (
      <Text size="sm" c="dimmed">
        {t('refundAgents')}
      </Text>
    );
  }
  return (
    <>
      <Button variant="light" onClick={dialog.open}>
        {t('refund')}
      </Button>
      {isOpen && <RefundDialog payment={payment} left={left} onClose={dialog.close} />}
    </>
  );
}
