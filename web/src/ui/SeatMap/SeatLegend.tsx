import { Group, Text } from '@mantine/core';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import classes from './SeatMap.module.css';

/** What the signs of the seat map mean. */
export function SeatLegend({ isReadOnly = false }: { isReadOnly?: boolean }) {
  const t = useMessages(messages);
  const entries = [
    { look: 'free', sign: 'A', text: t('legendFree') },
    ...(isReadOnly
      ? []
      : [
          { look: 'chosen', sign: 'AB', text: t('legendChosen') },
          { look: 'party', sign: 'CD', text: t('legendParty') },
          { look: 'justTaken', sign: '!', text: t('legendJustNow') },
        ]),
    { look: 'taken', sign: '×', text: t('legendTaken') },
    { look: 'blocked', sign: '–', text: t('legendBlocked') },
  ];
  return (
    <Group component="ul" aria-label={t('legend')} gap="xs" className={classes.legend}>
      {entries.map(({ look, sign, text }) => (
        <Group component="li" key={look} gap={6} wrap="nowrap">
          <span className={classes.seat} data-look={look} data-small aria-hidden>
            {sign}
          </span>
          <Text size="sm">{text}</Text>
        </Group>
      ))}
      <Group component="li" gap={6} wrap="nowrap">
        <span className={classes.exitSign} aria-hidden />
        <Text size="sm">{t('legendExit')}</Text>
      </Group>
    </Group>
  );
}
