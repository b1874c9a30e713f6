import { Anchor, Table, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Fragment } from 'react';
import { Link } from 'react-router';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import tableClasses from '@/ui/DataTable.module.css';
import { eventsPlace } from '../places';
import type { ModuleStatus, Sample } from '../queries';
import { ModuleName } from '../ui/ModuleName';
import { Sparkline } from '../ui/Sparkline';
import { Health } from './Health';
import { messages } from './messages';
import classes from './ModulesPage.module.css';
import { Parked, SubscriptionTable } from './SubscriptionTable';
import { lagText, rateText, ratesOf, shownRates, standsStill, sumOf } from './words';

interface Props {
  modules: readonly ModuleStatus[];
  samples: readonly Sample[];
  selected: string;
  onSelect: (module: string) => void;
}

/** How each module is doing; each opens to what follows its log. */
export function ModuleTable({ modules, samples, selected, onSelect }: Props) {
  const t = useMessages(messages);
  const columns = [t('module'), t('health'), t('head'), t('rate'), t('lag'), t('parked'), t('pending'), t('cached')];
  return (
    <Table aria-label={t('table')} verticalSpacing={4} className={`${tableClasses.table} ${classes.table}`}>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column} scope="col" ta={column === t('head') ? 'right' : undefined}>
              {column}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {modules.map((module) => (
          <Fragment key={module.name}>
            <Row
              module={module}
              samples={samples}
              isOpen={module.name === selected}
              onToggle={() => onSelect(module.name === selected ? '' : module.name)}
            />
            {module.name === selected && (
              <Table.Tr>
                <Table.Td colSpan={columns.length} className={classes.whole}>
                  <SubscriptionTable module={module} samples={samples} />
                </Table.Td>
              </Table.Tr>
            )}
          </Fragment>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface RowProps {
  module: ModuleStatus;
  samples: readonly Sample[];
  isOpen: boolean;
  onToggle: () => void;
}

function Row({ module, samples, isOpen, onToggle }: RowProps) {
  const t = useMessages(messages);
  const { name, head } = module;
  const { count, behind, parked } = sumOf(module.subscriptions);
  const slowest = module.subscriptions.toSorted((a, b) => b.lag - a.lag)[0];
  const rates = ratesOf(samples, name);
  const rate = rateText(rates.at(-1));
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Table.Tr>
      <Table.Td data-title={t('module')}>
        <UnstyledButton
          onClick={onToggle}
          aria-expanded={isOpen}
          aria-label={t('open', { module: name })}
          className={classes.name}
        >
          <Chevron size={16} aria-hidden />
          <ModuleName name={name} />
        </UnstyledButton>
      </Table.Td>
      <Table.Td data-title={t('health')}>
        <Health {...module} />
      </Table.Td>
      <Table.Td data-title={t('head')} ta="right">
        {head === null ? (
          t('unknown')
        ) : (
          <Anchor inherit component={Link} to={eventsPlace({ module: name })}>
            {formatNumber(head)}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td data-title={t('rate')}>
        <span className={classes.rate}>
          <Sparkline
            values={rates}
            room={shownRates}
            label={t('rateOf', { module: name, rate })}
            width={110}
            height={22}
          />
          {t('perSecond', { rate })}
        </span>
      </Table.Td>
      <Table.Td data-title={t('lag')}>
        {behind === 0 || !slowest
          ? t('upToDate', { count })
          : t('someBehind', { behind, count, lag: lagText(slowest, standsStill(samples, name, slowest.name), t) })}
      </Table.Td>
      <Table.Td data-title={t('parked')}>
        <Parked streams={parked} />
      </Table.Td>
      <Table.Td data-title={t('pending')}>{t('pendingCommands', { count: module.pendingCommands })}</Table.Td>
      <Table.Td data-title={t('cached')}>{t('cachedStates', { count: module.cachedStates })}</Table.Td>
    </Table.Tr>
  );
}
