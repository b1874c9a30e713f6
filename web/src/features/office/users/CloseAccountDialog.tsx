import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';
import { once } from '@/api/intents';
import { useMessages } from '@/i18n';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { messages } from './messages';

interface Props {
  user: Schemas['ListedUser'];
  onDone: () => void;
  onBack: () => void;
}

/** Closes somebody's account for good. */
export function CloseAccountDialog({ user, onDone, onBack }: Props) {
  const t = useMessages(messages);
  const queries = useQueryClient();
  const closing = useMutation({
    mutationFn: () =>
      once(`deactivate:${user.id}`, (key) =>
        take(
          api.POST('/api/users/{id}/deactivation', {
            params: { path: { id: user.id }, header: { 'Idempotency-Key': key } },
          }),
        ),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['office'] });
      onDone();
      notifications.show({ message: t('closeDone', { name: user.name }) });
    },
  });
  return (
    <ConfirmDialog
      title={t('closeTitle', { name: user.name })}
      isOpen
      onClose={onBack}
      confirm={t('closeConfirm')}
      onConfirm={() => closing.mutate()}
      isPending={closing.isPending}
      error={closing.error}
      isDangerous
    >
      <Text>{t('closeAbout', { email: user.email })}</Text>
    </ConfirmDialog>
  );
}
