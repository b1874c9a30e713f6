import { Text } from '@mantine/core';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { formatLocalTime } from '@/i18n/formats';
import { messages } from './messages';

interface Props {
  planned: Schemas['PlaceAndTime'];
  expected: Schemas['PlaceAndTime'];
}

/** The time on the airport's clock; if it is another than planned, the planned one too. */
export function LocalTime({ planned, expected }: Props) {
  const t = useMessages(messages);
  return (
    <span style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
      <b>{formatLocalTime(expected.local)}</b>
      {planned.local !== expected.local && (
        <Text size="sm" c="dimmed" span ml={6}>
          {t('plannedAt', { time: formatLocalTime(planned.local) })}
        </Text>
      )}
    </span>
  );
}
