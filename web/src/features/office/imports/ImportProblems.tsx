import { Badge, Code, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { PagedTable, type Column } from '@/ui/PagedTable';
import { messages } from './messages';
import { problemsQuery, type ImportDetails } from './queries';

type Problem = Schemas['ImportProblem'];

const kept = 1000;

/** What is wrong in the file, by line and column. */
export function ImportProblems({ details }: { details: ImportDetails }) {
  const t = useMessages(messages);
  const query = useInfiniteQuery(problemsQuery(details.import.id));
  const total = details.errors + details.warnings;
  const columns: Column<Problem>[] = [
    { title: t('line'), show: (p) => formatNumber(p.line), isNumber: true },
    { title: t('column'), show: (p) => formatNumber(p.column), isNumber: true },
    { title: t('severity'), show: (p) => <SeverityBadge severity={p.severity} /> },
    { title: t('field'), show: (p) => p.field },
    { title: t('found'), show: (p) => <Code>{p.found}</Code> },
    { title: t('expected'), show: (p) => p.expected },
  ];
  return (
    <section aria-labelledby="problems">
      <Title order={2} size="h3" mb={4} id="problems">
        {t('problems')}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('lines')}: {formatNumber(details.lines)}, {t('errors')}: {formatNumber(details.errors)}, {t('warnings')}:{' '}
        {formatNumber(details.warnings)}. {total > kept && t('problemsKept', { count: formatNumber(total) })}
      </Text>
      <PagedTable
        label={t('problems')}
        query={query}
        columns={columns}
        keyOf={(p) => `${p.line}:${p.column}:${p.field}:${p.found}:${p.expected}`}
        empty={t('noProblems')}
      />
    </section>
  );
}

function SeverityBadge({ severity }: { severity: Problem['severity'] }) {
  const t = useMessages(messages);
  const [color, Icon] =
    severity === 'error' ? (['red', IconAlertTriangle] as const) : (['orange', IconInfoCircle] as const);
  return (
    <Badge variant="light" color={color} leftSection={<Icon size={14} aria-hidden />} tt="none" fw={600}>
      {t(severity)}
    </Badge>
  );
}
