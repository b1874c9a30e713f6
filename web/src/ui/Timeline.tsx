import { Text, ThemeIcon } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatInstant } from '@/i18n/formats';
import classes from './Timeline.module.css';

/** One thing that happened. */
export interface TimelineItem {
  key: string;
  /** When, as an instant. */
  at: string;
  text: ReactNode;
  icon: Icon;
  /** A colour of the theme; what it says, the text says too. */
  color: string;
}

/** What happened, one below the other, in the order given. */
export function Timeline({ items, label }: { items: readonly TimelineItem[]; label: string }) {
  return (
    <ol className={classes.list} aria-label={label}>
      {items.map(({ key, at, text, icon: Icon, color }) => (
        <li key={key} className={classes.item}>
          <ThemeIcon variant="light" color={color} radius="xl" size={30} className={classes.icon}>
            <Icon size={16} aria-hidden />
          </ThemeIcon>
          <div className={classes.text}>
            <Text size="sm" component="div">
              {text}
            </Text>
            <Text size="xs" c="dimmed" component="time" dateTime={at}>
              {formatInstant(at)}
            </Text>
          </div>
        </li>
      ))}
    </ol>
  );
}
