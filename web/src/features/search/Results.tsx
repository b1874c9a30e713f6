import { Button, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useMessages } from '@/i18n';
import { formatLocalDate, formatTime } from '@/i18n/formats';
import { PageTitle } from '@/ui/PageTitle';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { DayStrip } from './DayStrip';
import { Filters } from './Filters';
import { JourneyCard } from './JourneyCard';
import { arrange, journeysOf, viewOf } from './journeys';
import { messages } from './messages';
import { NoFlights } from './NoFlights';
import { NoMatch } from './NoMatch';
import { placeQuery } from './places';
import { offersQuery } from './queries';
import { cabins, type Search } from './search';
import { useTravellers } from './useTravellers';

interface Props {
  search: Search;
  /** Opens the search on phones, where it is not open already. */
  onChange?: () => void;
}

/** The journeys that were found, the days nearby, and what narrows them down. */
export function Results({ search, onChange }: Props) {
  const t = useMessages(messages);
  const travellers = useTravellers();
  const [query] = useSearchParams();
  const view = viewOf(query);
  const main = useQuery(offersQuery(search));
  // The other cabins come along, so that each journey tells what they cost.
  const others = useQueries({
    queries: cabins
      .filter((cabin) => cabin !== search.cabin)
      .map((cabin) => ({ ...offersQuery({ ...search, cabin }), enabled: main.isSuccess })),
    combine: (results) => results.flatMap((result) => result.data ?? []),
  });
  const offers = main.data;
  const journeys = useMemo(() => journeysOf([...(offers ?? []), ...others]), [offers, others]);
  const shown = arrange(journeys, view, search.cabin);
  const from = useQuery(placeQuery(search.from)).data;
  const to = useQuery(placeQuery(search.to)).data;
  const until = offers?.find((offer) => offer.id !== null)?.priceGuaranteedUntil;
  const remark = [
    `${formatLocalDate(search.date, 'long')} · ${travellers(search)}.`,
    until && t('guaranteed', { time: formatTime(until) }),
  ];
  return (
    <div>
      <PageTitle
        title={t('results', { from: from?.city ?? search.from, to: to?.city ?? search.to })}
        about={remark.filter(Boolean).join(' ')}
      >
        {onChange && (
          <Button variant="light" hiddenFrom="sm" leftSection={<IconPencil size={16} aria-hidden />} onClick={onChange}>
            {t('change')}
          </Button>
        )}
      </PageTitle>
      {main.isError && offers === undefined ? (
        <ProblemNotice error={main.error} onRetry={() => void main.refetch()} />
      ) : (
        <Stack gap="md">
          <DayStrip search={search} isReady={main.isSuccess} />
          {journeys.length > 0 && <Filters view={view} />}
          <Text size="sm" c="dimmed" role="status">
            {offers === undefined ? (
              t('searching')
            ) : journeys.length === 0 ? (
              <VisuallyHidden>{t('noneTitle')}</VisuallyHidden>
            ) : shown.length === journeys.length ? (
              t('found', { count: shown.length })
            ) : (
              t('foundSome', { shown: shown.length, count: journeys.length })
            )}
          </Text>
          {offers === undefined && [1, 2, 3].map((row) => <Skeleton key={row} h={120} radius="lg" />)}
          {offers !== undefined && journeys.length === 0 && <NoFlights search={search} from={from} to={to} />}
          {journeys.length > 0 && shown.length === 0 && <NoMatch hidden={journeys.length} />}
          {shown.map((journey) => (
            <JourneyCard key={journey.key} journey={journey} search={search} isOpen={view.open === journey.key} />
          ))}
          {journeys.length > 0 && (
            <Text size="xs" c="dimmed">
              {t('total')}
            </Text>
          )}
        </Stack>
      )}
    </div>
  );
}
