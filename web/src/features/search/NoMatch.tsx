import { Button, Paper, Text, Title } from '@mantine/core';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { useView } from './useView';

/** There are flights, and the filters hide them all. */
export function NoMatch({ hidden }: { hidden: number }) {
  const t = useMessages(messages);
  const change = useView();
  return (
    <Paper withBorder p="lg" radius="lg">
      <Title order={2} size="h4">
        {t('noMatch')}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('noMatchAbout', { count: hidden })}
      </Text>
      <Button variant="light" onClick={() => change({ stops: null, times: null })}>
        {t('clearFilters')}
      </Button>
    </Paper>
  );
}
