import { Text, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMessages } from '@/i18n';
import { formatLocalDate } from '@/i18n/formats';
import type { RecentSearch } from '@/features/search/recentSearches';
import { addressOf } from '@/features/search/search';
import { useTravellers } from '@/features/search/useTravellers';
import { messages } from './messages';
import classes from './RecentSearches.module.css';

/** Journeys that were looked for in this browser, one press away. */
export function RecentSearches({ searches }: { searches: readonly RecentSearch[] }) {
  const t = useMessages(messages);
  const travellers = useTravellers();
  if (searches.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="recent">
      <Title order={2} size="h4" mb="xs" id="recent">
        {t('recent')}
      </Title>
      <ul className={classes.list}>
        {searches.map(({ search, from, to }) => (
          <li key={`${search.from}${search.to}`}>
            <Link to={addressOf(search)} className={classes.search}>
              <Text fw={600} size="sm" span>
                {t('recentSearch', { from, to })}
              </Text>
              <Text size="xs" c="dimmed" span>
                {formatLocalDate(search.date)} · {travellers(search)}
              </Text>
              <IconArrowRight size={16} aria-hidden className={classes.arrow} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
