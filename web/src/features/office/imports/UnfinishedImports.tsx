import { Anchor, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useMessages } from '@/i18n';
import { formatInstant } from '@/i18n/formats';
import { DataTable } from '@/ui/DataTable';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { Section } from '@/ui/Section';
import { StatusBadge } from '@/ui/StatusBadge';
import { ImportLink } from './ImportLink';
import { messages } from './messages';
import { importsQuery } from './queries';

/** Imports that run, were interrupted or failed, among the latest. */
export function UnfinishedImports() {
  const t = useMessages(messages);
  const query = useInfiniteQuery({ ...importsQuery, refetchInterval: 20_000 });
  const open = (query.data ?? []).filter((i) => i.status !== 'completed');
  return (
    <Section
      title={t('unfinished')}
      actions={
        <Anchor component={Link} to="/office/imports">
          {t('back')}
        </Anchor>
      }
    >
      {query.isError && <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && open.length === 0 && <Text c="dimmed">{t('noneUnfinished')}</Text>}
      {open.length > 0 && (
        <DataTable
          label={t('unfinished')}
          items={open}
          keyOf={(i) => i.id}
          columns={[
            { title: t('file'), show: (i) => <ImportLink of={i} /> },
            { title: t('status'), show: (i) => <StatusBadge status={i.status} /> },
            { title: t('started'), show: (i) => formatInstant(i.startedAt) },
            { title: t('reason'), show: (i) => i.failure ?? (i.isAtWork ? t('runsNow') : t('interrupted')) },
          ]}
        />
      )}
    </Section>
  );
}
