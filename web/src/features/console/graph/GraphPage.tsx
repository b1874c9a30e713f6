import { Anchor, Button, Group, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { useFilters } from '@/ui/useFilters';
import { pathOf } from '../commands';
import { SameAs } from '../SameAs';
import { messages } from './messages';
import { livePause, storyQuery } from './queries';
import { StoryView, useStoryOptions } from './StoryView';
import { isBookkeeping, spanOf, wordsOf } from './words';

const isCorrelation = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

function Requests({ story }: { story: Schemas['Story'] }) {
  const t = useMessages(messages);

  /** What came of a request first: that is what it was about. */
  function beginningOf(correlation: string) {
    const its = story.graph.events.filter((e) => e.correlationId === correlation);
    const first = its.find((e) => !isBookkeeping(e.type)) ?? its[0];
    return first ? wordsOf(first.type) : correlation;
  }

  return (
    <Group component="nav" aria-label={t('requests')} gap="md" mb="sm">
      {story.correlations.map((c, i) => (
        <Anchor key={c.correlationId} component={Link} size="sm" py={4} to={`/console/correlations/${c.correlationId}`}>
          {t('request', { number: formatNumber(i + 1), what: beginningOf(c.correlationId) })}
        </Anchor>
      ))}
    </Group>
  );
}

/** Everything that happened about a booking, an order or a payment, however many requests it took. */
export function GraphPage() {
  const t = useMessages(messages);
  const navigate = useNavigate();
  const [{ of }] = useFilters('of');
  const [{ live }] = useStoryOptions();
  const isLive = live !== 'no';
  const form = useForm({ initialValues: { of } });
  const query = useQuery({ ...storyQuery(of), enabled: of !== '', refetchInterval: isLive && livePause });
  const events = query.data?.graph.events ?? [];
  const span = Date.parse(events.at(-1)?.at ?? '0') - Date.parse(events[0]?.at ?? '0');

  function show(word: string) {
    const wanted = word.trim();
    if (wanted) {
      void navigate(
        isCorrelation(wanted) ? `/console/correlations/${wanted}` : `/console/graph?of=${encodeURIComponent(wanted)}`,
      );
    }
  }

  return (
    <>
      <PageTitle
        title={of ? t('storyTitle', { name: of }) : t('title')}
        about={
          query.data
            ? t('storyAbout', {
                events: formatNumber(query.data.graph.eventCount),
                requests: formatNumber(query.data.correlations.length),
                span: spanOf(span),
              })
            : t('about')
        }
      />
      <form onSubmit={form.onSubmit((values) => show(values.of))} role="search">
        <Group align="flex-end" mb="md" gap="xs">
          <TextInput
            label={t('of')}
            flex="1 1 280px"
            maw={520}
            autoComplete="off"
            withAsterisk={false}
            required
            {...form.getInputProps('of')}
          />
          <Button type="submit">{t('show')}</Button>
        </Group>
      </form>
      {of === '' ? (
        <Text c="dimmed">{t('ofHint')}</Text>
      ) : (
        <Loaded query={query}>
          {(story) => (
            <>
              <Requests story={story} />
              <StoryView graph={story.graph} isLive={isLive} />
            </>
          )}
        </Loaded>
      )}
      <SameAs request={{ path: pathOf`/api/ops/stories/${of || 'REFERENCE'}` }} />
    </>
  );
}
