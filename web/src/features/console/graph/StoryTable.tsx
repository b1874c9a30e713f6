import { Anchor, Table, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { neighboursOf } from './cards';
import { useActor } from './CausationCard';
import { messages } from './messages';
import classes from './StoryTable.module.css';
import { contextOf, detailOf, isBookkeeping, since, wordsOf, type EventNode } from './words';

interface Props {
  graph: Schemas['CausationGraph'];
  everything: boolean;
  selected: string;
  onSelect: (event: string) => void;
}

/** The same in words, in the order in which it happened: for screen readers, phones, and whoever likes lists. */
export function StoryTable({ graph, everything, selected, onSelect }: Props) {
  const t = useMessages(messages);
  const actor = useActor();
  const events = useMemo(
    () => graph.events.filter((e) => everything || (!e.acceptedFrom && !isBookkeeping(e.type))),
    [graph, everything],
  );
  const start = graph.events[0]?.at ?? '';

  /** What led to it: news from elsewhere is named by what it told. */
  function reasonOf(event: EventNode) {
    const { causes, command } = neighboursOf(graph, event);
    const [cause] = causes;
    return cause
      ? `${contextOf(cause.acceptedFrom ?? cause.module)}: ${wordsOf(cause.type).toLowerCase()}`
      : t('byRequest', { actor: actor(command?.actor) });
  }

  return (
    <Table aria-label={t('title')} className={classes.table} verticalSpacing={6} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          {[t('time'), t('context'), t('event'), t('because')].map((title) => (
            <Table.Th key={title} scope="col">
              {title}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {events.map((event) => (
          <Table.Tr key={event.id} bg={event.id === selected ? 'var(--mantine-primary-color-light)' : undefined}>
            <Table.Td data-title={t('time')}>
              <Text span size="sm" style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
                {since(start, event.at)}
              </Text>
            </Table.Td>
            <Table.Td data-title={t('context')}>{contextOf(event.module)}</Table.Td>
            <Table.Td data-title={t('event')}>
              <span>
                <Anchor component="button" type="button" size="sm" ta="inherit" onClick={() => onSelect(event.id)}>
                  {wordsOf(event.type)}
                </Anchor>{' '}
                <Text span size="sm" c="dimmed">
                  {detailOf(event)}
                </Text>
              </span>
            </Table.Td>
            <Table.Td data-title={t('because')}>
              <Text span size="sm">
                {reasonOf(event)}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
