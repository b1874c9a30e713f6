import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take, type Schemas } from '@/api/client';
import { once } from '@/api/intents';
import { isWorthRepeating } from '@/api/problems';
import { compareMoney, isNothing, parseAmount } from '@/ui/money';
import { formatMoney } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { messages } from './messages';
import { RefundCheck } from './RefundCheck';
import { usePaymentMeans } from './usePaymentMeans';

interface Props {
  payment: Schemas['PaymentDetails'];
  /** What can be given back at most. */
  left: Schemas['Money'];
  onClose: () => void;
}

const longest = 500;

/** Gives money of a payment back: how much and why, then once more to be sure. Pressed twice, it is given once. */
export function RefundDialog({ payment, left, onClose }: Props) {
  const t = useMessages(messages);
  const queries = useQueryClient();
  const means = usePaymentMeans()(payment);
  const [checked, setChecked] = useState<Schemas['RefundBody']>();
  const form = useForm({
    initialValues: { amount: left.amount, reason: '' },
    validate: {
      amount: (text) => {
        const amount = parseAmount(text, left);
        if (!amount) {
          return t('amountWrong', { example: left.amount });
        }
        if (isNothing(amount)) {
          return t('amountNothing');
        }
        return compareMoney(amount, left) > 0 ? t('amountTooMuch', { left: formatMoney(left) }) : null;
      },
      reason: (text) => (text.trim() === '' || text.length > longest ? t('reasonMissing') : null),
    },
  });
  const refunding = useMutation({
    mutationFn: (body: Schemas['RefundBody']) =>
      once(`refund:${payment.id}:${body.amount.amount}:${body.reason}`, (key) =>
        take(
          api.POST('/api/payments/{id}/refunds', {
            params: { path: { id: payment.id }, header: { 'Idempotency-Key': key } },
            body,
          }),
        ),
      ),
    onSuccess: async (asked) => {
      await queries.invalidateQueries({ queryKey: ['office'] });
      onClose();
      notifications.show({ message: t('refundAsked', { amount: formatMoney(asked.amount) }) });
    },
  });
  const isUnknown = refunding.isError && isWorthRepeating(refunding.error);

  function goOn() {
    if (checked) {
      refunding.mutate(checked);
    } else if (!form.validate().hasErrors) {
      setChecked({ amount: parseAmount(form.values.amount, left)!, reason: form.values.reason.trim() });
    }
  }

  function back() {
    if (checked && !isUnknown) {
      setChecked(undefined);
      refunding.reset();
    } else {
      onClose();
    }
  }

  return (
    <ConfirmDialog
      title={t('refundTitle')}
      isOpen
      onClose={onClose}
      confirm={checked ? t('refundConfirm', { amount: formatMoney(checked.amount) }) : t('refundNext')}
      onConfirm={goOn}
      back={checked && !isUnknown ? t('refundChange') : undefined}
      onBack={back}
      isPending={refunding.isPending}
      error={refunding.error}
      isDangerous={checked !== undefined}
    >
      {checked ? (
        <RefundCheck refund={checked} means={means} isUnknown={isUnknown} />
      ) : (
        <Stack>
          <Text>{t('refundOf', { left: formatMoney(left), means })}</Text>
          <TextInput
            data-autofocus
            label={t('refundAmount', { currency: left.currency })}
            inputMode="decimal"
            required
            {...form.getInputProps('amount')}
          />
          <Textarea
            label={t('refundReason')}
            description={t('refundReasonAbout')}
            required
            autosize
            minRows={2}
            {...form.getInputProps('reason')}
          />
        </Stack>
      )}
    </ConfirmDialog>
  );
}
