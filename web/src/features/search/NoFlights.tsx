import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useMessages } from '@/i18n';
import { formatLocalDate, formatMoney } from '@/i18n/formats';
import { routesQuery } from '@/features/routes/queries';
import { daysAround } from './DayStrip';
import { cheapestOf } from './journeys';
import { messages } from './messages';
import classes from './NoFlights.module.css';
import { nameOf, neighboursQuery, type Place } from './places';
import { offersQuery } from './queries';
import { addressOf, type Search } from './search';

const link = (to: Search, words: ReactNode) => (
  <Anchor key={addressOf(to)} component={Link} to={addressOf(to)} py={8}>
    {words}
  </Anchor>
);

interface Props {
  search: Search;
  from: Place | null | undefined;
  to: Place | null | undefined;
}

/** Nothing flies there on this day: what does. */
export function NoFlights({ search, from, to }: Props) {
  const t = useMessages(messages);
  const days = daysAround(search.date);
  const prices = useQueries({
    queries: days.map((date) => offersQuery({ ...search, date })),
    combine: (answers) => ({
      isDone: answers.every((answer) => !answer.isPending),
      cheapest: answers.map((answer) => cheapestOf(answer.data)),
    }),
  });
  const otherFrom = useQuery(neighboursQuery(from)).data ?? [];
  const otherTo = useQuery(neighboursQuery(to)).data ?? [];
  const routes = useQuery(routesQuery).data ?? [];
  const destinations = new Map(
    routes
      .filter((route) => (from?.airport ? route.from.code === from.code : route.from.city === from?.city))
      .filter((route) => route.to.code !== search.to)
      .map((route) => [route.to.code, route.to]),
  );
  const name = (place: Place) => (place.airport ? nameOf(place) : `${place.city}, ${t('everyAirport')}`);
  const open = days.flatMap((date, index) => (prices.cheapest[index] ? [{ date, offer: prices.cheapest[index] }] : []));
  return (
    <Paper withBorder p="lg" radius="lg">
      <Stack gap="md">
        <div>
          <Title order={2} size="h4">
            {t('noneTitle')}
          </Title>
          <Text c="dimmed">
            {t('noneAbout', {
              from: from?.city ?? search.from,
              to: to?.city ?? search.to,
              day: formatLocalDate(search.date, 'long'),
            })}{' '}
            {prices.isDone && open.length === 0 && t('noneAnyDay')}
          </Text>
        </div>
        {open.length > 0 && (
          <Links title={t('noneNearest')}>
            {open.map(({ date, offer }) =>
              link({ ...search, date }, t('day', { day: formatLocalDate(date), price: formatMoney(offer.total) })),
            )}
          </Links>
        )}
        {otherFrom.length + otherTo.length > 0 && (
          <Links title={t('noneCity')}>
            {otherFrom.map((place) => link({ ...search, from: place.code }, t('noneFrom', { place: name(place) })))}
            {otherTo.map((place) => link({ ...search, to: place.code }, t('noneTo', { place: name(place) })))}
          </Links>
        )}
        {from && destinations.size > 0 && (
          <Links title={t('noneDestinations', { city: from.city })}>
            {[...destinations.values()].map((airport) => link({ ...search, to: airport.code }, airport.city))}
          </Links>
        )}
      </Stack>
    </Paper>
  );
}

function Links({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Title order={3} size="h6">
        {title}
      </Title>
      <Group gap="lg" className={classes.links}>
        {children}
      </Group>
    </div>
  );
}
