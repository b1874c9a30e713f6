import { Badge } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconLock } from '@tabler/icons-react';
import type { Schemas } from '@/api/client';
import { useIsPast } from '@/api/clock';
import { formatInstant } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { messages } from './messages';

/** Whether somebody can sign in. */
export function AccountState({ user }: { user: Schemas['ListedUser'] }) {
  const t = useMessages(messages);
  const isLockOver = useIsPast(user.lockedUntil);
  const [color, Icon, text] = user.isDeactivated
    ? (['gray', IconCircleX, t('closed')] as const)
    : user.lockedUntil !== null && !isLockOver
      ? (['orange', IconLock, t('locked', { time: formatInstant(user.lockedUntil) })] as const)
      : (['green', IconCircleCheck, t('active')] as const);
  return (
    <Badge variant="light" color={color} tt="none" fw={600} leftSection={<Icon size={14} aria-hidden />}>
      {text}
    </Badge>
  );
}
