import { ActionIcon, Button, Group, Paper, Slider, Text } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconChevronsLeft,
  IconChevronsRight,
  IconPlayerPause,
  IconPlayerPlay,
  type Icon,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { messages } from './messages';

const pace = 1100;

interface Props {
  at: number;
  end: number;
  onChange: (at: number) => void;
}

/** Moves through the versions of a stream: slider, steps, and play. */
export function VersionBar({ at: addressed, end, onChange }: Props) {
  const t = useMessages(messages);
  // The address follows a moment later: keys that are pressed quickly must not be counted from where it still stands.
  const [at, setAt] = useState(addressed);
  const [seen, setSeen] = useState(addressed);
  if (seen !== addressed) {
    setSeen(addressed);
    setAt(addressed);
  }
  const [known] = useState(end);
  const [plays, setPlays] = useState(false);
  const isPlaying = plays && at < end;
  useEffect(() => {
    if (!isPlaying) {
      return undefined;
    }
    const step = setTimeout(() => onChange(at + 1), pace);
    return () => clearTimeout(step);
  }, [isPlaying, at, onChange]);

  function go(to: number) {
    const version = Math.min(Math.max(to, 0), end);
    setPlays(false);
    setAt(version);
    onChange(version);
  }
  function play() {
    setPlays(!isPlaying);
    if (!isPlaying && at >= end) {
      onChange(0);
    }
  }
  return (
    <Paper withBorder p="md" mb="md">
      <Group justify="space-between" gap="sm" mb="sm">
        <Text fw={650} style={{ fontVariantNumeric: 'tabular-nums' }}>
          {at === 0 ? t('nothing') : t('versionOf', { version: formatNumber(at), end: formatNumber(end) })}
        </Text>
        <Group gap={6}>
          {end > known && at < end && (
            <Button variant="light" size="xs" onClick={() => go(end)}>
              {t('grown', { count: end - known })}
            </Button>
          )}
          <Step label={t('first')} icon={IconChevronsLeft} isOff={at <= 0} onStep={() => go(0)} />
          <Step label={t('previous')} icon={IconChevronLeft} isOff={at <= 0} onStep={() => go(at - 1)} />
          <Button
            variant="light"
            w={150}
            leftSection={
              isPlaying ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />
            }
            onClick={play}
          >
            {isPlaying ? t('pause') : t('play')}
          </Button>
          <Step label={t('next')} icon={IconChevronRight} isOff={at >= end} onStep={() => go(at + 1)} />
          <Step label={t('last')} icon={IconChevronsRight} isOff={at >= end} onStep={() => go(end)} />
        </Group>
      </Group>
      <Slider
        value={at}
        onChange={go}
        min={0}
        max={end}
        step={1}
        size="md"
        thumbSize={22}
        label={(value) => formatNumber(value)}
        thumbLabel={t('version')}
        marks={end <= 40 ? Array.from({ length: end + 1 }, (_, value) => ({ value })) : undefined}
      />
    </Paper>
  );
}

interface StepProps {
  label: string;
  icon: Icon;
  isOff: boolean;
  onStep: () => void;
}

function Step({ label, icon: StepIcon, isOff, onStep }: StepProps) {
  return (
    <ActionIcon variant="default" size={36} aria-label={label} disabled={isOff} onClick={onStep}>
      <StepIcon size={18} aria-hidden />
    </ActionIcon>
  );
}
