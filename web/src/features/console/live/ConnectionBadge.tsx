import { Badge } from '@mantine/core';
import { IconAccessPoint, IconAccessPointOff, IconPlayerPause, IconPlugConnected } from '@tabler/icons-react';
import { useMessages } from '@/i18n';
import type { Connection } from './feed';
import { messages } from './messages';

/** Whether what one sees is what happens now. */
export function ConnectionBadge({ connection, isPaused }: { connection: Connection; isPaused?: boolean }) {
  const t = useMessages(messages);
  const [text, color, Icon] =
    connection === 'lost' || connection === 'refused'
      ? [t('lost'), 'red', IconAccessPointOff]
      : connection === 'connecting'
        ? [t('connecting'), 'gray', IconPlugConnected]
        : isPaused
          ? [t('paused'), 'orange', IconPlayerPause]
          : [t('live'), 'green', IconAccessPoint];
  return (
    <Badge
      role="status"
      variant="light"
      size="lg"
      color={color}
      tt="none"
      fw={600}
      leftSection={<Icon size={16} aria-hidden />}
    >
      {text}
    </Badge>
  );
}
