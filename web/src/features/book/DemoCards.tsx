import { Group, Paper, Text, UnstyledButton } from '@mantine/core';
import { useDemo } from '@/api/demo';
import { useMessages } from '@/i18n';
import { formatNumber } from './card';
import classes from './DemoCards.module.css';
import { messages } from './messages';

type Behaviour = 'approves' | 'declines' | 'answersLate' | 'losesAnswers' | 'keepsSilent';

/** Cards of the payment simulator, where there is one: in a demo. */
export function DemoCards({ onFill }: { onFill: (number: string) => void }) {
  const t = useMessages(messages);
  const { isDemo, cards } = useDemo();
  if (!isDemo) {
    return null;
  }
  return (
    <Paper p="sm" radius="md" className={classes.demo} component="section" aria-label={t('demo')}>
      <Text size="sm" mb={6}>
        <b>{t('demo')}.</b> {t('demoAbout')}
      </Text>
      <Group gap={6}>
        {cards.map(({ number, behaviour }) => (
          <UnstyledButton
            key={number}
            className={classes.card}
            title={formatNumber(number)}
            onClick={() => onFill(number)}
          >
            {t(behaviour as Behaviour)}
          </UnstyledButton>
        ))}
      </Group>
    </Paper>
  );
}
