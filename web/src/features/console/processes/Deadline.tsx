import { Text } from '@mantine/core';
import { useMessages, type Translate } from '@/i18n';
import { formatPrecise } from '@/i18n/formats';
import { messages } from './messages';

function timeText(seconds: number, t: Translate<typeof messages.english>) {
  const [minutes, hours, days] = [60, 3600, 86_400].map((unit) => Math.floor(seconds / unit)) as [
    number,
    number,
    number,
  ];
  return days > 0
    ? t('days', { days, hours: hours % 24 })
    : hours > 0
      ? t('hours', { hours, minutes: minutes % 60 })
      : minutes > 0
        ? t('minutes', { minutes, seconds: Math.floor(seconds % 60) })
        : t('seconds', { seconds: Math.floor(seconds) });
}

/** Something that happens at a time unless the process goes on before: its name, and how long it is until then. */
export function Deadline({ name, at, now }: { name: string; at: string; now: number }) {
  const t = useMessages(messages);
  const left = (Date.parse(at) - now) / 1000;
  return (
    <div>
      <Text span size="sm" ff="monospace">
        {name}
      </Text>{' '}
      <Text
        component="time"
        dateTime={at}
        title={formatPrecise(at)}
        size="sm"
        fw={650}
        style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
      >
        {left <= 0 ? t('overdue') : t('in', { time: timeText(left, t) })}
      </Text>
    </div>
  );
}
