import { Alert, Button, Group, Text } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useDemo } from '@/api/demo';
import { useMessages } from '@/i18n';
import { formatNumber } from './card';
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
    <Alert color="gray" icon={<IconFlask aria-hidden />} title={t('demo')}>
      <Text size="sm" mb="xs">
        {t('demoAbout')}
      </Text>
      <Group gap={6}>
        {cards.map(({ number, behaviour }) => (
          <Button
            key={number}
            size="compact-md"
            mih={{ base: 40, sm: 30 }}
            variant="default"
            fw={500}
            title={formatNumber(number)}
            onClick={() => onFill(number)}
          >
            {t(behaviour as Behaviour)}
          </Button>
        ))}
      </Group>
    </Alert>
  );
}
