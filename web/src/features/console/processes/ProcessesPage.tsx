import { NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { given, useFilters } from '@/ui/useFilters';
import { contrailOf, pathOf } from '../commands';
import filterClasses from '../events/EventFilters.module.css';
import { processKindsQuery } from '../queries';
import { SameAs } from '../SameAs';
import { FilterInput } from '../ui/FilterInput';
import { messages } from './messages';
import { ProcessTable } from './ProcessTable';

const states = ['open', 'failed', 'completed'] as const;

/** What takes several steps, and where it stands. */
export function ProcessesPage() {
  const t = useMessages(messages);
  const kinds = useQuery(processKindsQuery);
  return (
    <>
      <PageTitle title={t('title')} about={t('about')} />
      <Loaded query={kinds}>
        {(modules) =>
          modules.size === 0 ? <Text role="status">{t('noneHere')}</Text> : <Processes modules={modules} />
        }
      </Loaded>
    </>
  );
}

function Processes({ modules }: { modules: ReadonlyMap<string, readonly string[]> }) {
  const t = useMessages(messages);
  const [{ module: wanted, ...filters }, set] = useFilters('module', 'state', 'process', 'key');
  const module = wanted || [...modules.keys()][0]!;
  const query = given(filters);
  return (
    <>
      <div className={filterClasses.filters} role="search" aria-label={t('filters')}>
        <NativeSelect
          label={t('module')}
          value={module}
          onChange={({ currentTarget }) => set({ module: currentTarget.value, process: undefined })}
          data={[...new Set([...modules.keys(), module])]}
        />
        <NativeSelect
          label={t('state')}
          value={filters.state}
          onChange={({ currentTarget }) => set({ state: currentTarget.value })}
          data={[{ value: '', label: t('anyState') }, ...states.map((state) => ({ value: state, label: t(state) }))]}
        />
        <NativeSelect
          label={t('process')}
          value={filters.process}
          onChange={({ currentTarget }) => set({ process: currentTarget.value })}
          data={[{ value: '', label: t('anyProcess') }, ...(modules.get(module) ?? [])]}
        />
        <FilterInput
          label={t('key')}
          placeholder={t('keyExample')}
          className={filterClasses.data}
          value={filters.key}
          onFilter={(key) => set({ key })}
        />
      </div>
      <ProcessTable module={module} filter={query} />
      <SameAs
        request={{ path: pathOf`/api/ops/${module}/processes`, query }}
        program={
          filters.process && filters.key
            ? contrailOf(['events', module], { stream: `${filters.process}-${filters.key}` })
            : undefined
        }
      />
    </>
  );
}
