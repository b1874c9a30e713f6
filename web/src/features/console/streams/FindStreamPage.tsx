import { Anchor, Button, Group, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { useMessages } from '@/i18n';
import { formatNumber, formatPrecise } from '@/i18n/formats';
import { DataTable, type Column } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { useFilters } from '@/ui/useFilters';
import { contrailOf, pathOf } from '../commands';
import { streamPlace } from '../places';
import { eventsQuery, moduleNamesQuery, type StoredEvent } from '../queries';
import { SameAs } from '../SameAs';
import { EventType } from '../ui/EventType';
import { messages } from './messages';

/** Opens a stream by name, or one that changed lately. */
export function FindStreamPage() {
  const t = useMessages(messages);
  const modules = useQuery(moduleNamesQuery);
  return (
    <>
      <PageTitle title={t('findTitle')} about={t('findAbout')} />
      <Loaded query={modules}>{(names) => <Find modules={names} />}</Loaded>
    </>
  );
}

function Find({ modules }: { modules: readonly string[] }) {
  const t = useMessages(messages);
  const navigate = useNavigate();
  const [filters, set] = useFilters('module');
  const module = filters.module || modules[0] || '';
  const form = useForm({
    initialValues: { stream: '' },
    validate: { stream: (stream) => (stream.trim() ? null : t('nameMissing')) },
  });
  return (
    <>
      <form onSubmit={form.onSubmit(({ stream }) => void navigate(streamPlace(module, stream.trim())))}>
        <Group align="flex-start" gap="sm" mb="lg">
          <NativeSelect
            label={t('module')}
            value={module}
            onChange={({ currentTarget }) => set({ module: currentTarget.value })}
            data={[...modules]}
          />
          <TextInput
            label={t('name')}
            description={t('nameAbout')}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            placeholder={t('nameExample')}
            autoComplete="off"
            spellCheck={false}
            style={{ flex: '1 1 18rem', maxWidth: '34rem' }}
            {...form.getInputProps('stream')}
          />
          <Button type="submit" mt={25}>
            {t('open')}
          </Button>
        </Group>
      </form>
      <Recent module={module} />
      <SameAs
        request={{ path: pathOf`/api/ops/${module}/events`, query: { newest: true, limit: 200 } }}
        program={contrailOf(['events', module], { last: 200 })}
      />
    </>
  );
}

/** Streams of a module by their newest event, out of its newest events. */
function Recent({ module }: { module: string }) {
  const t = useMessages(messages);
  const events = useInfiniteQuery({ ...eventsQuery({ module, limit: 200 }), refetchInterval: 5000 });
  if (events.isError && !events.data) {
    return <ProblemNotice error={events.error} onRetry={() => void events.refetch()} />;
  }
  if (!events.data) {
    return <Loaded query={events}>{() => null}</Loaded>;
  }
  const newest = new Map<string, StoredEvent>();
  for (const e of events.data.items) {
    if (!newest.has(e.stream)) {
      newest.set(e.stream, e);
    }
  }
  if (newest.size === 0) {
    return (
      <Text c="dimmed" role="status">
        {t('none')}
      </Text>
    );
  }
  return (
    <>
      <Title order={2} fz="md" mb="xs">
        {t('recent')}
      </Title>
      <RecentTable label={t('recentIn', { module })} events={[...newest.values()].slice(0, 30)} />
    </>
  );
}

function RecentTable({ label, events }: { label: string; events: readonly StoredEvent[] }) {
  const t = useMessages(messages);
  const columns: Column<StoredEvent>[] = [
    {
      title: t('name'),
      show: (e) => (
        <Anchor component={Link} to={streamPlace(e.module, e.stream)} ff="monospace" fz="sm">
          {e.stream}
        </Anchor>
      ),
    },
    { title: t('newest'), show: (e) => <EventType name={e.type} /> },
    { title: t('recorded'), show: (e) => formatPrecise(e.recordedAt) },
    { title: t('version'), show: (e) => formatNumber(e.version), isNumber: true },
  ];
  return <DataTable label={label} items={events} columns={columns} keyOf={(e) => e.stream} />;
}
