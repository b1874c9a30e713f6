import { Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take, type Schemas } from '@/api/client';
import { once } from '@/api/intents';
import { useMessages } from '@/i18n';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { messages } from './messages';

const shortest = 10;

/** Closes a case with a note about what was done. */
export function CloseCaseDialog({ open, onClose }: { open: Schemas['CaseRow']; onClose: () => void }) {
  const t = useMessages(messages);
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const [isTried, setIsTried] = useState(false);
  const isShort = note.trim().length < shortest;
  const closing = useMutation({
    mutationFn: (body: Schemas['CloseCaseBody']) =>
      once(`close:${open.id}:${body.note}`, (key) =>
        take(
          api.POST('/api/cases/{id}/closure', {
            params: { path: { id: open.id }, header: { 'Idempotency-Key': key } },
            body,
          }),
        ),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['office', 'cases'] });
      onClose();
      notifications.show({ message: t('done') });
    },
  });
  function confirm() {
    setIsTried(true);
    if (!isShort) {
      closing.mutate({ note: note.trim() });
    }
  }
  return (
    <ConfirmDialog
      title={t('closeTitle')}
      isOpen
      onClose={onClose}
      confirm={t('confirm')}
      onConfirm={confirm}
      isPending={closing.isPending}
      error={closing.error}
    >
      <Text>{open.text}</Text>
      <Textarea
        data-autofocus
        label={t('note')}
        description={t('noteAbout')}
        error={isTried && isShort ? t('noteShort') : undefined}
        required
        autosize
        minRows={3}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
