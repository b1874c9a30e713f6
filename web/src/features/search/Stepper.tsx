import { ActionIcon, Group, Text } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useMessages } from '@/i18n';
import { messages } from './messages';

interface Props {
  name: string;
  about: string;
  value: number;
  least?: number;
  most: number;
  onChange: (value: number) => void;
}

/** A small number, one more or one less at a time. */
export function Stepper({ name, about, value, least = 0, most, onChange }: Props) {
  const t = useMessages(messages);
  return (
    <Group justify="space-between" wrap="nowrap" role="group" aria-label={name}>
      <div>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {about}
        </Text>
      </div>
      <Group gap={4} wrap="nowrap">
        <ActionIcon
          variant="default"
          size={40}
          radius="xl"
          aria-label={t('fewer', { who: name })}
          aria-disabled={value <= least}
          data-disabled={value <= least || undefined}
          onClick={() => value > least && onChange(value - 1)}
        >
          <IconMinus size={16} aria-hidden />
        </ActionIcon>
        <Text w={32} ta="center" fw={600} component="output" aria-live="polite">
          {value}
        </Text>
        <ActionIcon
          variant="default"
          size={40}
          radius="xl"
          aria-label={t('more', { who: name })}
          aria-disabled={value >= most}
          data-disabled={value >= most || undefined}
          onClick={() => value < most && onChange(value + 1)}
        >
          <IconPlus size={16} aria-hidden />
        </ActionIcon>
      </Group>
    </Group>
  );
}
