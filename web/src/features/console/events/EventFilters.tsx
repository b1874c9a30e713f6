import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { useMessages } from '@/i18n';
import { moduleNamesQuery } from '../queries';
import { FilterInput } from '../ui/FilterInput';
import classes from './EventFilters.module.css';
import { isId } from './filters';
import { messages } from './messages';

interface Props {
  values: { module: string; type: string; stream: string; correlation: string };
  onChange: (changes: Partial<Props['values']>) => void;
  /** Whether no module means all of them. */
  mayBeAll?: boolean;
  /** Types to offer: those that were seen. */
  types: Iterable<string>;
  children?: ReactNode;
}

/** What to look for among events. */
export function EventFilters({ values, onChange, mayBeAll, types, children }: Props) {
  const t = useMessages(messages);
  const list = useId();
  const modules = useQuery(moduleNamesQuery).data ?? [];
  const known = modules.includes(values.module) || !values.module ? modules : [...modules, values.module];
  return (
    <div className={classes.filters} role="search" aria-label={t('filters')}>
      <NativeSelect
        label={t('module')}
        value={values.module}
        onChange={({ currentTarget }) => onChange({ module: currentTarget.value })}
        data={[...(mayBeAll ? [{ value: '', label: t('allModules') }] : []), ...known]}
      />
      <FilterInput
        label={t('type')}
        placeholder={t('typeExample')}
        className={classes.data}
        list={list}
        value={values.type}
        onFilter={(type) => onChange({ type })}
      />
      <datalist id={list}>
        {[...types].toSorted().map((type) => (
          <option key={type}>{type}</option>
        ))}
      </datalist>
      <FilterInput
        label={t('stream')}
        placeholder={t('streamExample')}
        className={classes.data}
        value={values.stream}
        onFilter={(stream) => onChange({ stream })}
      />
      <FilterInput
        label={t('correlation')}
        placeholder={t('correlationExample')}
        className={classes.data}
        value={values.correlation}
        error={values.correlation && !isId(values.correlation) ? t('notAnId') : undefined}
        onFilter={(correlation) => onChange({ correlation })}
      />
      {children}
    </div>
  );
}
