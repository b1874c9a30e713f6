import { Stack, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMessages } from '@/i18n';
import { formatInstant, formatNumber } from '@/i18n/formats';
import { PagedTable, type Column } from '@/ui/PagedTable';
import { PageTitle } from '@/ui/PageTitle';
import { StatusBadge } from '@/ui/StatusBadge';
import { OperationsOnly } from '../OperationsOnly';
import { ImportLink } from './ImportLink';
import { messages } from './messages';
import { importsQuery, type ImportSummary } from './queries';
import { UploadPanel } from './UploadPanel';

/** Files of airports and schedules: check one, import it, see what was imported before. */
export function ImportsPage() {
  const t = useMessages(messages);
  return (
    <OperationsOnly title={t('title')}>
      <Imports />
    </OperationsOnly>
  );
}

function Imports() {
  const t = useMessages(messages);
  const history = useInfiniteQuery(importsQuery);
  const columns: Column<ImportSummary>[] = [
    { title: t('file'), show: (i) => <ImportLink of={i} /> },
    { title: t('what'), show: (i) => `${t(i.isDryRun ? 'isCheck' : 'isImport')}: ${t(i.kind)}` },
    { title: t('status'), show: (i) => <StatusBadge status={i.status} /> },
    { title: t('created'), show: (i) => formatNumber(i.counts.created), isNumber: true },
    { title: t('changed'), show: (i) => formatNumber(i.counts.changed), isNumber: true },
    { title: t('unchanged'), show: (i) => formatNumber(i.counts.unchanged), isNumber: true },
    { title: t('refused'), show: (i) => formatNumber(i.counts.refused), isNumber: true },
    { title: t('started'), show: (i) => formatInstant(i.startedAt) },
  ];
  return (
    <>
      <PageTitle title={t('title')} about={t('about')} />
      <Stack gap="xl">
        <UploadPanel />
        <section aria-labelledby="history">
          <Title order={2} size="h3" mb="sm" id="history">
            {t('history')}
          </Title>
          <PagedTable
            label={t('history')}
            query={history}
            columns={columns}
            keyOf={(i) => i.id}
            empty={t('noHistory')}
          />
        </section>
      </Stack>
    </>
  );
}
