import { Anchor, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useMessages } from '@/i18n';
import { formatPrecise } from '@/i18n/formats';
import { PagedTable, type Column } from '@/ui/PagedTable';
import { StatusBadge } from '@/ui/StatusBadge';
import { streamPlace } from '../places';
import { processesQuery, type Process } from '../queries';
import { EventType } from '../ui/EventType';
import { useClock } from '../ui/useClock';
import { Deadline } from './Deadline';
import { messages } from './messages';
import classes from './ProcessTable.module.css';

interface Props {
  module: string;
  filter: { state?: string; process?: string; key?: string };
}

/** Processes of a module, the latest changed first, kept current. */
export function ProcessTable({ module, filter }: Props) {
  const t = useMessages(messages);
  const now = useClock();
  const processes = useInfiniteQuery(processesQuery(module, filter));
  const columns: Column<Process>[] = [
    { title: t('process'), show: (p) => <Name module={module} process={p} /> },
    { title: t('state'), show: (p) => <Outcome process={p} /> },
    { title: t('waitsFor'), show: (p) => <Deadlines process={p} now={now} /> },
    { title: t('lastEvent'), show: (p) => <EventType name={p.lastEvent} /> },
    {
      title: t('lastRefusal'),
      show: (p) => (
        <Text size="sm" ff={p.lastRefusal ? 'monospace' : undefined} c={p.lastRefusal ? undefined : 'dimmed'}>
          {p.lastRefusal ?? t('noRefusal')}
        </Text>
      ),
    },
    {
      title: t('steps'),
      show: (p) => (
        <Text size="sm" className={classes.line}>
          {t('eventCount', { count: p.version })}
          <br />
          {t('commandCount', { count: p.commandsSent })}
        </Text>
      ),
    },
    {
      title: t('times'),
      show: (p) => (
        <div>
          <Instant at={p.startedAt} />
          <Instant at={p.changedAt} />
        </div>
      ),
    },
  ];
  return <PagedTable label={t('list')} query={processes} columns={columns} keyOf={(p) => p.stream} empty={t('none')} />;
}

function Name({ module, process: { process, key, stream } }: { module: string; process: Process }) {
  return (
    <Anchor component={Link} to={streamPlace(module, stream)} size="sm" ff="monospace">
      <b>{process}</b> <span style={{ overflowWrap: 'anywhere' }}>{key}</span>
    </Anchor>
  );
}

function Outcome({ process: { state, outcome, failureReason } }: { process: Process }) {
  return (
    <div className={classes.outcome}>
      <StatusBadge status={state} />
      {(failureReason ?? outcome) && (
        <Text size="xs" c={failureReason ? undefined : 'dimmed'}>
          {failureReason ?? outcome}
        </Text>
      )}
    </div>
  );
}

function Deadlines({ process, now }: { process: Process; now: number }) {
  const t = useMessages(messages);
  const deadlines = Object.entries(process.deadlines).toSorted(([, a], [, b]) => a.localeCompare(b));
  return deadlines.length === 0 ? (
    <Text size="sm" c="dimmed">
      {t('noDeadline')}
    </Text>
  ) : (
    deadlines.map(([name, at]) => <Deadline key={name} name={name} at={at} now={now} />)
  );
}

function Instant({ at }: { at: string }) {
  return (
    <Text component="time" display="block" dateTime={at} size="sm" c="dimmed" className={classes.line}>
      {formatPrecise(at)}
    </Text>
  );
}
