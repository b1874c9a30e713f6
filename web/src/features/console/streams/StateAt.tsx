import { Group, SegmentedControl, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { Loaded } from '@/ui/Loaded';
import { useFilters } from '@/ui/useFilters';
import { stateQuery, type State } from '../queries';
import { changesOf, compare, countOf } from './diff';
import { messages } from './messages';
import { StateDiff } from './StateDiff';

interface Props {
  module: string;
  stream: string;
  at: number;
}

/** What a stream means at a version, and how that differs from the version before. */
export function StateAt({ module, stream, at }: Props) {
  const t = useMessages(messages);
  const [{ show }, set] = useFilters('show');
  const now = useQuery(stateQuery(module, stream, at));
  const before = useQuery(stateQuery(module, stream, Math.max(at - 1, 0)));
  return (
    <section aria-labelledby="state">
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={2} fz="md" id="state">
          {t('state')}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t('change')}
          value={show === 'changes' ? 'changes' : 'whole'}
          onChange={(value) => set({ show: value === 'changes' ? value : undefined })}
          data={[
            { value: 'whole', label: t('whole') },
            { value: 'changes', label: t('changes') },
          ]}
        />
      </Group>
      <Loaded query={now}>
        {({ states }) => (
          <Loaded query={before}>
            {(earlier) =>
              states.length === 0 ? (
                <Text c="dimmed">{t('noState')}</Text>
              ) : (
                states.map((state) => (
                  <OneState
                    key={state.type}
                    state={state}
                    before={at === 0 ? state : earlier.states.find((s) => s.type === state.type)}
                    onlyChanges={show === 'changes'}
                  />
                ))
              )
            }
          </Loaded>
        )}
      </Loaded>
    </section>
  );
}

function OneState({ state, before, onlyChanges }: { state: State; before?: State; onlyChanges: boolean }) {
  const t = useMessages(messages);
  const lines = compare(membersOf(before), membersOf(state));
  const shown = onlyChanges ? changesOf(lines) : lines;
  const { added, removed, changed } = countOf(lines);
  const version = formatNumber(state.version);
  return (
    <>
      <Text size="sm" c="dimmed" mb={4} role="status">
        {state.type}
        {' · '}
        {state.version === 0
          ? t('beginning')
          : added + removed + changed === 0
            ? t('unchanged', { version })
            : t('counts', { before: formatNumber(state.version - 1), added, removed, changed })}
      </Text>
      {shown.length > 0 && <StateDiff lines={shown} label={t('stateOf', { type: state.type, version })} />}
    </>
  );
}

// Its version is what the page is about; that it counts on is not news.
function membersOf(state: State | undefined): unknown {
  const { version: _, ...members } = (state?.state ?? {}) as Record<string, unknown>;
  return members;
}
