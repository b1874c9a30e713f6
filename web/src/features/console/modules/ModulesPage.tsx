import { Alert, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useMessages } from '@/i18n';
import { formatNumber, formatTimeOfDay } from '@/i18n/formats';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { useFilters } from '@/ui/useFilters';
import { contrailOf } from '../commands';
import { modulesQuery, type ModuleStatus, type Sample } from '../queries';
import { SameAs } from '../SameAs';
import { flowsOf } from './flows';
import { FlowTable } from './FlowTable';
import { messages } from './messages';
import { ModuleTable } from './ModuleTable';
import { useArrivals } from './useArrivals';
import { rateText, ratesOf, sumOf } from './words';

const FlowPicture = lazy(() => import('./FlowPicture'));

/** How the modules of this host are doing, and who tells whom. */
export function ModulesPage() {
  const t = useMessages(messages);
  const query = useQuery(modulesQuery);
  return (
    <>
      <PageTitle title={t('title')} about={t('about')} />
      {query.isError && query.data && (
        <Stack gap="xs" mb="md">
          <Alert color="orange" role="alert">
            {t('stale', { at: formatTimeOfDay(new Date(query.dataUpdatedAt).toISOString()).slice(0, 8) })}
          </Alert>
          <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
        </Stack>
      )}
      <Loaded query={query}>{(data) => <Modules {...data} />}</Loaded>
      <SameAs request={{ path: '/api/ops/modules' }} program={contrailOf(['verify'])} />
    </>
  );
}

function Modules({ modules, samples }: { modules: readonly ModuleStatus[]; samples: readonly Sample[] }) {
  const [{ module: selected }, set] = useFilters('module');
  const rates = Object.fromEntries(modules.map((m) => [m.name, ratesOf(samples, m.name).at(-1)]));
  const select = (module: string) => set({ module });
  return (
    <>
      <Summary modules={modules} rate={sumOfRates(Object.values(rates))} />
      <ModuleTable modules={modules} samples={samples} selected={selected} onSelect={select} />
      <FlowSection modules={modules} rates={rates} selected={selected} onSelect={select} />
    </>
  );
}

/** All rates together, once each is known. */
const sumOfRates = (rates: readonly (number | undefined)[]) =>
  rates.reduce((sum, rate) => (sum === undefined || rate === undefined ? undefined : sum + rate), 0);

function Summary({ modules, rate }: { modules: readonly ModuleStatus[]; rate: number | undefined }) {
  const t = useMessages(messages);
  const events = modules.reduce((sum, m) => sum + (m.head ?? 0), 0);
  const behind = modules.reduce((sum, m) => sum + sumOf(m.subscriptions).lag, 0);
  const unready = modules.filter((m) => !m.isReady).length;
  return (
    <Group gap="0 12px" mb="xs" style={{ fontVariantNumeric: 'tabular-nums' }}>
      <Text size="sm" fw={650} role="status">
        {unready === 0 ? t('allReady', { count: modules.length }) : t('notReady', { count: unready })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('sum', {
          events: formatNumber(events),
          rate: rateText(rate),
          behind: behind === 0 ? t('nothingBehind') : t('behind', { count: behind }),
        })}
      </Text>
    </Group>
  );
}

interface FlowProps {
  modules: readonly ModuleStatus[];
  rates: Readonly<Record<string, number | undefined>>;
  selected: string;
  onSelect: (module: string) => void;
}

/** Who tells whom, as a picture or a table; on small screens a table unless asked otherwise. */
function FlowSection({ modules, rates, selected, onSelect }: FlowProps) {
  const t = useMessages(messages);
  const [{ flow }, set] = useFilters('flow');
  const isSmall = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const shown = flow || (isSmall ? 'table' : 'picture');
  const flows = flowsOf(modules, useArrivals());
  return (
    <section aria-labelledby="flow">
      <Group justify="space-between" mt="xl" mb="xs" gap="xs">
        <div>
          <Title order={2} fz="lg" id="flow">
            {t('flow')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('flowAbout')}
          </Text>
        </div>
        <SegmentedControl
          aria-label={t('shownAs')}
          value={shown}
          onChange={(value) => set({ flow: value })}
          data={[
            { value: 'picture', label: t('picture') },
            { value: 'table', label: t('asTable') },
          ]}
        />
      </Group>
      {shown === 'table' ? (
        <FlowTable flows={flows} />
      ) : (
        <Suspense fallback={<Text role="status">{t('drawing')}</Text>}>
          <FlowPicture modules={modules} flows={flows} rates={rates} selected={selected} onSelect={onSelect} />
        </Suspense>
      )}
    </section>
  );
}
