import { Alert, Badge, Button, Group, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconRefresh } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { DataTable } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { wordsOf } from '../graph/words';
import { messages } from './messages';

/** What handling the events again would do, one by one. */
export function DryRun({ query }: { query: UseQueryResult<Schemas['ParkedTrial'][]> }) {
  const t = useMessages(messages);
  return (
    <>
      <Group justify="space-between" mb="xs">
        <Title order={3} fz="md">
          {t('dryRun')}
        </Title>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={query.isFetching}
          onClick={() => void query.refetch()}
        >
          {t('runAgain')}
        </Button>
      </Group>
      <Loaded query={query}>
        {(trials) => {
          const isGood = trials.every((trial) => trial.wouldSucceed);
          return (
            <>
              <Alert
                role="status"
                color={isGood ? 'green' : 'orange'}
                icon={isGood ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
                mb="xs"
              >
                {isGood ? t('allWould') : t('notAllWould')}
              </Alert>
              <DataTable
                label={t('dryRun')}
                items={trials}
                keyOf={(trial) => String(trial.parked.position)}
                columns={[
                  {
                    title: t('event'),
                    show: (trial) => `${formatNumber(trial.parked.position)} ${wordsOf(trial.parked.type)}`,
                  },
                  {
                    title: t('result'),
                    show: (trial) => (
                      <div>
                        <Badge
                          variant="light"
                          tt="none"
                          color={trial.wouldSucceed ? 'green' : 'red'}
                          leftSection={
                            trial.wouldSucceed ? (
                              <IconCircleCheck size={14} aria-hidden />
                            ) : (
                              <IconCircleX size={14} aria-hidden />
                            )
                          }
                        >
                          {trial.wouldSucceed ? t('would') : t('wouldNot')}
                        </Badge>
                        {trial.error && (
                          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                            {trial.error}
                          </Text>
                        )}
                      </div>
                    ),
                  },
                ]}
              />
            </>
          );
        }}
      </Loaded>
    </>
  );
}
