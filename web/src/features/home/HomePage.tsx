import { Container, Paper, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useMessages } from '@/i18n';
import { SearchForm } from '@/features/search/SearchForm';
import { queryOf, searchOf } from '@/features/search/search';
import { recentSearches } from '@/features/search/recentSearches';
import { RoutesInView } from '@/features/routes/RoutesInView';
import classes from './HomePage.module.css';
import { messages } from './messages';
import { Promises } from './Promises';
import { RecentSearches } from './RecentSearches';

/** The way in: the search, and where one can go. */
export function HomePage() {
  const t = useMessages(messages);
  const [query, setQuery] = useSearchParams();
  const hero = useRef<HTMLDivElement>(null);
  const [recent] = useState(recentSearches);
  const search = searchOf(query);
  useEffect(() => {
    document.title = `${t('page')} · Contrail`;
  }, [t]);
  // What is being chosen is in the address: it survives a reload, and the map below reads and writes the same. At once: whoever fills in the
  // date and presses Search in one breath searches for that date.
  const change = (next: typeof search) => {
    setQuery((now) => new URLSearchParams([...queryOf(next), ...[...now].filter(([name]) => name === 'map')]), {
      replace: true,
      preventScrollReset: true,
      flushSync: true,
    });
  };
  return (
    <>
      <section className={classes.hero} ref={hero}>
        <Container size="lg">
          <Title order={1} className={classes.title}>
            {t('title')}
          </Title>
          <Text className={classes.about}>{t('about')}</Text>
          <Paper className={classes.card} shadow="lg" radius="lg">
            <SearchForm value={search} onChange={change} />
          </Paper>
        </Container>
      </section>
      <Container size="lg" className={classes.below}>
        <RecentSearches searches={recent} />
        <RoutesInView
          from={search.from}
          to={search.to}
          onChoose={(from, to) => {
            change({ ...search, from, to });
            if (from && to) {
              hero.current?.scrollIntoView({ block: 'start' });
              hero.current?.querySelector<HTMLElement>('[data-field="date"] input')?.focus({ preventScroll: true });
            }
          }}
        />
        <Promises />
      </Container>
    </>
  );
}
