import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMessages } from '@/i18n';
import { Freshness } from '@/ui/Freshness';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { useFilters } from '@/ui/useFilters';
import { pathOf } from '../commands';
import { SameAs } from '../SameAs';
import { ActList } from './ActList';
import { messages } from './messages';
import { ParkedGroups } from './ParkedGroups';
import { ParkedPanel } from './ParkedPanel';
import { parkedQuery } from './queries';

/** What subscriptions set aside, why, and what can be done about it. */
export function ParkedPage() {
  const t = useMessages(messages);
  const query = useQuery(parkedQuery);
  const [selected] = useFilters('module', 'subscription', 'stream');
  return (
    <>
      <PageTitle title={t('title')} about={t('about')} />
      <Stack>
        <Loaded query={query}>
          {(streams) => (
            <>
              {selected.stream && (
                <ParkedPanel
                  key={`${selected.module}/${selected.subscription}/${selected.stream}`}
                  {...selected}
                  parked={streams.find(
                    (s) =>
                      s.module === selected.module &&
                      s.subscription === selected.subscription &&
                      s.stream === selected.stream,
                  )}
                />
              )}
              <ParkedGroups streams={streams} />
            </>
          )}
        </Loaded>
        <Freshness query={query} />
        <ActList />
      </Stack>
      <SameAs
        request={{ path: pathOf`/api/ops/${selected.module || 'booking'}/parked` }}
        changes={
          selected.stream
            ? (['dry-run', 'redrive', 'discard'] as const).map((what) => ({
                method: 'POST',
                path: pathOf`/api/ops/${selected.module}/parked/${what}`,
                body: {
                  subscription: selected.subscription,
                  stream: selected.stream,
                  ...(what !== 'dry-run' && { reason: '…' }),
                },
              }))
            : []
        }
      />
    </>
  );
}
