import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { pathOf } from '../commands';
import { SameAs } from '../SameAs';
import { messages } from './messages';
import { correlationQuery, livePause } from './queries';
import { StoryView, useStoryOptions } from './StoryView';
import { spanOf } from './words';

/** What one request set off, in every context. */
export function CorrelationPage() {
  const t = useMessages(messages);
  const { id = '' } = useParams();
  const [{ live }] = useStoryOptions();
  const isLive = live !== 'no';
  const query = useQuery({ ...correlationQuery(id), refetchInterval: isLive && livePause });
  const events = query.data?.events ?? [];
  const span = Date.parse(events.at(-1)?.at ?? '0') - Date.parse(events[0]?.at ?? '0');
  return (
    <>
      <PageTitle
        title={t('correlationTitle')}
        about={query.data && t('correlationAbout', { events: formatNumber(query.data.eventCount), span: spanOf(span) })}
      />
      <Loaded query={query}>{(graph) => <StoryView graph={graph} isLive={isLive} />}</Loaded>
      <SameAs request={{ path: pathOf`/api/ops/correlations/${id}` }} />
    </>
  );
}
