import { Group, Text } from '@mantine/core';
import { useMessages } from '@/i18n';
import { formatDuration } from '@/i18n/formats';
import { StatusBadge } from '@/ui/StatusBadge';
import { messages } from './messages';
import type { Flight } from './queries';

/** How a flight stands, and how late it is. */
export function FlightStatusBadge({ flight }: { flight: Flight }) {
  const t = useMessages(messages);
  const isLate = flight.delayMinutes > 0;
  return (
    <Group gap={6} wrap="wrap" justify="flex-start">
      <StatusBadge status={isLate && flight.status === 'scheduled' ? 'delayed' : flight.status} />
      {isLate && flight.status !== 'cancelled' && (
        <Text size="sm" span>
          {t('delayedBy', { delay: formatDuration(flight.delayMinutes) })}
        </Text>
      )}
    </Group>
  );
}
