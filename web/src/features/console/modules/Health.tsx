import { Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useMessages } from '@/i18n';
import { messages } from './messages';

/** Whether a module is ready. */
export function HealthIcon({ isReady }: { isReady: boolean }) {
  const t = useMessages(messages);
  return isReady ? (
    <IconCircleCheck size={16} color="var(--mantine-color-green-6)" aria-label={t('ready')} role="img" />
  ) : (
    <IconAlertTriangle size={16} color="var(--mantine-color-red-6)" aria-label={t('unready')} role="img" />
  );
}

/** Whether a module is ready, and if not, why. */
export function Health({ isReady, reasons }: { isReady: boolean; reasons: readonly string[] }) {
  const t = useMessages(messages);
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      {isReady ? (
        <IconCircleCheck size={18} color="var(--mantine-color-green-6)" aria-hidden style={{ flex: 'none' }} />
      ) : (
        <IconAlertTriangle size={18} color="var(--mantine-color-red-6)" aria-hidden style={{ flex: 'none' }} />
      )}
      <div>
        <Text size="sm" fw={isReady ? 400 : 650}>
          {isReady ? t('ready') : t('unready')}
        </Text>
        {reasons.map((reason) => (
          <Text key={reason} size="xs">
            {reason}
          </Text>
        ))}
      </div>
    </Group>
  );
}
