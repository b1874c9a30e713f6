import { Group, Text } from '@mantine/core';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { Sparkline } from '../ui/Sparkline';
import { useClock } from '../ui/useClock';
import { messages } from './messages';

const seconds = 60;

/** Events by second in the last minute, as a picture and in words. */
export function Rate({ perSecond }: { perSecond: ReadonlyMap<number, number> }) {
  const t = useMessages(messages);
  const second = Math.floor(useClock() / 1000);
  const values = Array.from({ length: seconds }, (_, i) => perSecond.get(second - seconds + 1 + i) ?? 0);
  const count = values.reduce((sum, value) => sum + value, 0);
  return (
    <Group gap="sm" wrap="nowrap" style={{ fontVariantNumeric: 'tabular-nums' }}>
      <Sparkline values={values} label={t('minute', { count })} width={180} height={28} />
      <Text size="sm" c="dimmed" miw={70} ta="right">
        {t('rate', { rate: formatNumber(values.at(-2) ?? 0) })}
      </Text>
    </Group>
  );
}
