import { Anchor, Table, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Fragment } from 'react';
import { Link } from 'react-router';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { eventsPlace } from '../places';
import type { ModuleStatus, Sample } from '../queries';
import { ModuleName } from '../ui/ModuleName';
import { Sparkline } from '../ui/Sparkline';
import { Health } from './Health';
import { messages } from './messages';
import { SubscriptionTable } from './SubscriptionTable';
import { lagText, rateText, ratesOf, sumOf } from './words';

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
    <Table.ScrollContainer minWidth={900} type="native">
      <Table aria-label={t('table')} verticalSpacing={8} style={{ fontVariantNumeric: 'tabular-nums' }}>
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
                rates={ratesOf(samples, module.name)}
                isOpen={module.name === selected}
                onToggle={() => onSelect(module.name === selected ? '' : module.name)}
              />
              {module.name === selected && (
                <Table.Tr>
                  <Table.Td colSpan={columns.length} p={0}>
                    <SubscriptionTable module={module} />
                  </Table.Td>
                </Table.Tr>
              )}
            </Fragment>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface RowProps {
  module: ModuleStatus;
  rates: readonly number[];
  isOpen: boolean;
  onToggle: () => void;
}

function Row({ module, rates, isOpen, onToggle }: RowProps) {
  const t = useMessages(messages);
  const { name, head } = module;
  const { count, behind, parked } = sumOf(module.subscriptions);
  const slowest = module.subscriptions.toSorted((a, b) => b.lag - a.lag)[0];
  const rate = rateText(rates.at(-1) ?? 0);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Table.Tr>
      <Table.Td>
        <UnstyledButton
          onClick={onToggle}
          aria-expanded={isOpen}
          aria-label={t('open', { module: name })}
          py={8}
          style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}
        >
          <Chevron size={16} aria-hidden />
          <ModuleName name={name} />
        </UnstyledButton>
      </Table.Td>
      <Table.Td>
        <Health {...module} />
      </Table.Td>
      <Table.Td ta="right">
        {head === null ? (
          t('unknown')
        ) : (
          <Anchor inherit component={Link} to={eventsPlace({ module: name })}>
            {formatNumber(head)}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td>
        <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center', whiteSpace: 'nowrap' }}>
          <Sparkline values={rates} label={t('rateOf', { module: name, rate })} width={90} height={22} />
          {t('perSecond', { rate })}
        </span>
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          {behind === 0 || !slowest
            ? t('upToDate', { count })
            : t('someBehind', { behind, count, lag: lagText(slowest, t) })}
        </Text>
      </Table.Td>
      <Table.Td>
        {parked === 0 ? (
          <Text size="sm" c="dimmed">
            {t('none')}
          </Text>
        ) : (
          <Text size="sm" fw={650} c="red">
            {t('parkedStreams', { count: parked })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{t('pendingCommands', { count: module.pendingCommands })}</Table.Td>
      <Table.Td>{t('cachedStates', { count: module.cachedStates })}</Table.Td>
    </Table.Tr>
  );
}
