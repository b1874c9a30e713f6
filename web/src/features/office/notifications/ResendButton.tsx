import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';
import { once } from '@/api/intents';
import { useMessages } from '@/i18n';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { messages } from './messages';

/** Sends again what was sent or has failed. */
export function ResendButton({ message }: { message: Schemas['NotificationDetails'] }) {
  const t = useMessages(messages);
  const queries = useQueryClient();
  const [isOpen, dialog] = useDisclosure(false);
  const resending = useMutation({
    mutationFn: () =>
      once(`resend:${message.id}`, (key) =>
        take(
          api.POST('/api/notifications/{id}/resend', {
            params: { path: { id: message.id }, header: { 'Idempotency-Key': key } },
          }),
        ),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['office'] });
      dialog.close();
      notifications.show({ message: t('resent') });
    },
  });
  if (message.status !== 'sent' && message.status !== 'failed') {
    return null;
  }
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {t('resend')}
      </Button>
      <ConfirmDialog
        title={t('resendTitle')}
        isOpen={isOpen}
        onClose={dialog.close}
        confirm={t('resendConfirm')}
        onConfirm={() => resending.mutate()}
        isPending={resending.isPending}
        error={resending.error}
      >
        <Text>{t('resendAbout', { recipient: message.recipient })}</Text>
      </ConfirmDialog>
    </>
  );
}
