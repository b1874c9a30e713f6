import { Anchor, CloseButton, Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { formatNumber, formatPrecise } from '@/i18n/formats';
import { correlationPlace, streamPlace } from '../places';
import { neighboursOf } from './cards';
import { useActor } from './CausationCard';
import classes from './CausationGraph.module.css';
import { messages } from './messages';
import { contextOf, wordsOf, type EventNode } from './words';

interface Props {
  graph: Schemas['CausationGraph'];
  event: EventNode;
  onSelect: (event: string) => void;
  onClose: () => void;
  /** A dialog around it has the heading and the button that closes it. */
  isInDialog?: boolean;
}

/** One event with all that is stored of it, what led to it and what it led to. */
export function EventPanel({ graph, event, onSelect, onClose, isInDialog }: Props) {
  const t = useMessages(messages);
  const actor = useActor();
  const { causes, effects, command } = neighboursOf(graph, event);
  const facts: [string, React.ReactNode][] = [
    [t('type'), <Code key="type">{event.type}</Code>],
    [
      t('stream'),
      <Anchor key="stream" component={Link} size="sm" to={streamPlace(event.module, event.stream, event.version)}>
        {event.stream}
      </Anchor>,
    ],
    [t('version'), formatNumber(event.version)],
    [t('position'), formatNumber(event.position)],
    [t('recorded'), formatPrecise(event.at)],
    event.acceptedFrom ? [t('acceptedFrom'), contextOf(event.acceptedFrom)] : [t('actor'), actor(command?.actor)],
    [
      t('correlation'),
      <Anchor key="correlation" component={Link} size="sm" to={correlationPlace(event.correlationId)}>
        {event.correlationId}
      </Anchor>,
    ],
  ];
  return (
    <Paper
      component="section"
      withBorder={!isInDialog}
      p={isInDialog ? 0 : 'md'}
      className={isInDialog ? undefined : classes.panel}
      aria-label={wordsOf(event.type)}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text size="xs" c="dimmed">
            {contextOf(event.module)}
          </Text>
          {!isInDialog && (
            <Title order={2} fz="lg">
              {wordsOf(event.type)}
            </Title>
          )}
        </div>
        {!isInDialog && <CloseButton size={40} aria-label={t('close')} onClick={onClose} />}
      </Group>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Neighbours title={t('causes')} events={causes} none={t('nothingBefore')} onSelect={onSelect} />
      <Neighbours title={t('effects')} events={effects} none={t('nothingAfter')} onSelect={onSelect} />
      <Title order={3} fz="sm" mt="sm" mb={4}>
        {t('data')}
      </Title>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keyboard. */}
      <Code block tabIndex={0} role="region" aria-label={t('data')} className={classes.json}>
        {JSON.stringify(event.data, null, 2)}
      </Code>
    </Paper>
  );
}

function Neighbours(props: { title: string; events: EventNode[]; none: string; onSelect: (event: string) => void }) {
  return (
    <>
      <Title order={3} fz="sm" mt="sm" mb={2}>
        {props.title}
      </Title>
      {props.events.length === 0 && (
        <Text size="sm" c="dimmed">
          {props.none}
        </Text>
      )}
      <Stack gap={0} align="flex-start">
        {props.events.map((event) => (
          <Anchor
            key={event.id}
            component="button"
            type="button"
            size="sm"
            py={3}
            onClick={() => props.onSelect(event.id)}
          >
            {contextOf(event.module)}: {wordsOf(event.type).toLowerCase()}
          </Anchor>
        ))}
      </Stack>
    </>
  );
}
