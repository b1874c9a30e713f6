import { Text } from '@mantine/core';
import { formatPreciseTime } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { messages } from './messages';

interface Props {
  query: { dataUpdatedAt: number; isError: boolean; data: unknown };
}

/** When what is shown was true, and that it could not be asked for again since. */
export function Freshness({ query }: Props) {
  const t = useMessages(messages);
  if (query.data === undefined) {
    return null;
  }
  const time = formatPreciseTime(new Date(query.dataUpdatedAt));
  return query.isError ? (
    <Text size="sm" c="red" role="status">
      {t('stale', { time })}
    </Text>
  ) : (
    <Text size="sm" c="dimmed">
      {t('asOf', { time })}
    </Text>
  );
}
