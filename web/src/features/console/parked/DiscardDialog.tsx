import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { messages } from './messages';

/** Typed by hand: nobody gives events up by a slip of the mouse. */
const word = 'discard';

interface Props {
  isOpen: boolean;
  stream: string;
  handler: string;
  count: number;
  onClose: () => void;
  onConfirm: () => void;
  isPending: boolean;
  error: unknown;
}

/** Asks for a typed word before events are given up. */
export function DiscardDialog({ stream, handler, count, ...dialog }: Props) {
  const t = useMessages(messages);
  const [typed, setTyped] = useState('');
  return (
    <ConfirmDialog
      {...dialog}
      title={t('discardTitle', { count: formatNumber(count), stream })}
      confirm={t('discard')}
      isDangerous
      isDisabled={typed.trim().toLowerCase() !== word}
    >
      <Text size="sm">{t('discardAbout', { handler })}</Text>
      <TextInput
        label={t('type', { word })}
        autoComplete="off"
        value={typed}
        onChange={(e) => setTyped(e.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
