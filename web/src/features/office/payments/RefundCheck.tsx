import { Alert, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Schemas } from '@/api/client';
import { formatMoney } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { messages } from './messages';

interface Props {
  refund: Schemas['RefundBody'];
  means: string;
  /** Whether it was sent and no answer came. */
  isUnknown: boolean;
}

/** What is about to be given back. It takes the focus: it is read out, and a key that is still held confirms nothing. */
export function RefundCheck({ refund, means, isUnknown }: Props) {
  const t = useMessages(messages);
  const check = useRef<HTMLDivElement>(null);
  useEffect(() => check.current?.focus(), []);
  return (
    <Stack gap="xs" ref={check} tabIndex={-1} style={{ outline: 'none' }}>
      <Text>{t('refundCheck', { amount: formatMoney(refund.amount), means })}</Text>
      <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {t('reason')}: {refund.reason}
      </Text>
      {isUnknown && <Alert color="orange">{t('refundUnknown')}</Alert>}
    </Stack>
  );
}
