import { Text, VisuallyHidden } from '@mantine/core';
import { useServerNow } from '@/api/clock';
import { useMessages } from '@/i18n';
import { formatDuration } from '@/i18n/formats';
import { messages } from './messages';

/** When screen readers are told how much is left, in seconds. */
const milestones = [600, 300, 120, 60, 30, 10];
const urgent = 120;

const two = (n: number) => String(n).padStart(2, '0');

/** The time left as a clock shows it: `14:05`, `1:02:30`. */
function clockText(seconds: number) {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Counts down to a deadline on the server's clock. Screen readers hear the milestones, not each second. */
export function Countdown({ until }: { until: string }) {
  const t = useMessages(messages);
  const now = useServerNow();
  const left = Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
  const reached = milestones.findLast((seconds) => left <= seconds);
  const words = (seconds: number) => (seconds >= 60 ? formatDuration(seconds / 60) : t('seconds', { count: seconds }));
  return (
    <>
      <Text
        span
        inherit
        role="timer"
        aria-live="off"
        fw={700}
        c={left <= urgent ? 'var(--mantine-color-error)' : undefined}
        style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
      >
        {left > 0 ? clockText(left) : t('expired')}
      </Text>
      <VisuallyHidden role="status">
        {left === 0 ? t('expired') : reached && t('lessThan', { time: words(reached) })}
      </VisuallyHidden>
    </>
  );
}
