import { Button, Center, Paper, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { formatInstant } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { Filters, TextFilter } from '@/ui/Filters';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { useFilters } from '@/ui/useFilters';
import { messages } from './messages';
import { mailboxQuery } from './queries';

/** What recipients were sent, as they read it. */
export function MailboxPage() {
  const t = useMessages(messages);
  const [filters, set] = useFilters('recipient');
  const letters = useInfiniteQuery({ ...mailboxQuery(filters), refetchInterval: 10_000 });
  return (
    <>
      <PageTitle title={t('mailbox')} about={t('mailboxAbout')} />
      <Filters label={t('filters')}>
        <TextFilter label={t('recipient')} value={filters.recipient} onChange={(recipient) => set({ recipient })} />
      </Filters>
      <Loaded query={letters}>
        {(items) => (
          <Stack maw={720}>
            {items.length === 0 && (
              <Text c="dimmed" role="status">
                {t('mailboxEmpty')}
              </Text>
            )}
            {items.map((letter) => (
              <Paper component="article" withBorder p="md" key={letter.id} aria-label={letter.subject}>
                <Title order={2} size="h5" style={{ overflowWrap: 'anywhere' }}>
                  {letter.subject}
                </Title>
                <Text size="sm" c="dimmed" mb="xs">
                  {letter.recipient}
                  {letter.sentAt && ` · ${formatInstant(letter.sentAt)}`}
                </Text>
                <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                  {letter.text}
                </Text>
              </Paper>
            ))}
          </Stack>
        )}
      </Loaded>
      {letters.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={letters.isFetchingNextPage} onClick={() => void letters.fetchNextPage()}>
            {t('more')}
          </Button>
        </Center>
      )}
    </>
  );
}
