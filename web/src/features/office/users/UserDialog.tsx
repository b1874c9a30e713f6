import { Alert, Button, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { CloseAccountDialog } from './CloseAccountDialog';
import { messages } from './messages';
import { RolesForm } from './RolesForm';

interface Props {
  user: Schemas['ListedUser'];
  isOneself: boolean;
  onClose: () => void;
}

/** What can be changed about an account. */
export function UserDialog({ user, isOneself, onClose }: Props) {
  const t = useMessages(messages);
  const [isClosing, setIsClosing] = useState(false);
  if (isClosing) {
    return <CloseAccountDialog user={user} onDone={onClose} onBack={() => setIsClosing(false)} />;
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('rolesOf', { name: user.name })}
      closeButtonProps={{ 'aria-label': t('done') }}
    >
      <Stack>
        {user.isDeactivated ? (
          <Alert color="gray">{t('isClosed')}</Alert>
        ) : (
          <>
            <RolesForm user={user} isOneself={isOneself} onDone={onClose} />
            {isOneself ? (
              <Text size="sm" c="dimmed">
                {t('closeYours')}
              </Text>
            ) : (
              <Button
                color="red"
                variant="subtle"
                onClick={() => setIsClosing(true)}
                style={{ alignSelf: 'flex-start' }}
              >
                {t('closeAccount')}
              </Button>
            )}
          </>
        )}
      </Stack>
    </Modal>
  );
}
