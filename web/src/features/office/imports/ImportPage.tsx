import { Alert, Anchor, Loader, SimpleGrid, Stack } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useMessages } from '@/i18n';
import { formatInstant, formatNumber } from '@/i18n/formats';
import { Figure } from '@/ui/Figure';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { ImportFacts } from './ImportFacts';
import { ImportProblems } from './ImportProblems';
import { ImportNow } from './ImportNow';
import { messages } from './messages';
import { importQuery, type ImportDetails } from './queries';

const counts = ['created', 'changed', 'unchanged', 'refused'] as const;

/** One import or check: how far it is, what came of it, and what is wrong in the file. */
export function ImportPage() {
  const t = useMessages(messages);
  const { id = '' } = useParams();
  const query = useQuery(importQuery(id));
  return (
    <Loaded query={query}>
      {(details) => (
        <>
          <PageTitle
            title={t(details.import.isDryRun ? 'checkOf' : 'importOf', { file: details.import.fileName })}
            about={t('kindAndStart', {
              kind: t(details.import.kind),
              at: formatInstant(details.import.startedAt),
            })}
          />
          <Stack gap="lg">
            <State of={details} />
            <Counts of={details} />
            {details.import.isDryRun && details.import.status === 'completed' && details.import.counts.done > 0 && (
              <ImportNow check={details.import} />
            )}
            {details.import.status === 'completed' && (
              <>
                <ImportFacts details={details} />
                <ImportProblems details={details} />
              </>
            )}
            <Anchor component={Link} to="/office/imports">
              {t('back')}
            </Anchor>
          </Stack>
        </>
      )}
    </Loaded>
  );
}

function State({ of: { import: of, skipped } }: { of: ImportDetails }) {
  const t = useMessages(messages);
  if (of.isAtWork) {
    return (
      <Alert color="blue" role="status" icon={<Loader size="xs" />}>
        {t('atWork', { done: formatNumber(of.counts.done) })}
      </Alert>
    );
  }
  if (of.status === 'failed') {
    return (
      <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={t('failed')}>
        {of.failure} {t('failedAbout')}
      </Alert>
    );
  }
  if (of.status === 'running') {
    return (
      <Alert color="orange" role="status" icon={<IconAlertTriangle aria-hidden />}>
        {t('interrupted')}
      </Alert>
    );
  }
  const { created, changed, refused, unchanged } = of.counts;
  const isKnown = created + changed + refused === 0 && unchanged > 0;
  const isEmpty = of.counts.done === 0 && Object.keys(skipped).length > 0;
  if (isEmpty) {
    return (
      <Alert color="orange" role="status" icon={<IconAlertTriangle aria-hidden />}>
        {t('nothingLeft')}
      </Alert>
    );
  }
  return (
    <Alert color="green" role="status" icon={<IconCircleCheck aria-hidden />}>
      {t(of.isDryRun ? 'checked' : 'completed')} {isKnown && t('nothingNew')}
    </Alert>
  );
}

function Counts({ of }: { of: ImportDetails }) {
  const t = useMessages(messages);
  return (
    <section aria-label={t(of.import.isDryRun ? 'wouldBe' : 'was')}>
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
        {counts.map((count) => (
          <Figure key={count} name={t(count)}>
            {formatNumber(of.import.counts[count])}
          </Figure>
        ))}
      </SimpleGrid>
    </section>
  );
}
