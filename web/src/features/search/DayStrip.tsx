import { Skeleton, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useMessages } from '@/i18n';
import { formatLocalDate, formatMoney } from '@/i18n/formats';
import classes from './DayStrip.module.css';
import { cheapestOf } from './journeys';
import { messages } from './messages';
import { offersQuery } from './queries';
import type { Search } from './search';
import { addDays, firstDate, lastDate } from './validation';

interface Props {
  search: Search;
  /** Whether the day itself has been answered: it goes first. */
  isReady: boolean;
}

const reach = 3;

/** The days that are shown around a date. */
export const daysAround = (date: string) =>
  Array.from({ length: 2 * reach + 1 }, (_, index) => addDays(date, index - reach)).filter(
    (day) => day >= firstDate() && day <= lastDate(),
  );

/** The days before and after, and what they cost at least. */
export function DayStrip({ search, isReady }: Props) {
  const t = useMessages(messages);
  const [query] = useSearchParams();
  const strip = useRef<HTMLUListElement>(null);
  const days = daysAround(search.date);
  const answers = useQueries({
    queries: days.map((date) => ({
      ...offersQuery({ ...search, date }),
      enabled: isReady || date === search.date,
      refetchInterval: undefined,
    })),
  });
  // On phones the chosen day is in the middle.
  useEffect(() => {
    const list = strip.current;
    const current = list?.querySelector<HTMLElement>(`[data-date="${search.date}"]`);
    if (list && current) {
      list.scrollLeft = current.offsetLeft - list.offsetLeft - (list.clientWidth - current.clientWidth) / 2;
    }
  }, [search.date]);
  const addressOf = (date: string) => {
    const next = new URLSearchParams(query);
    next.set('date', date);
    next.delete('open');
    return `?${next}`;
  };
  return (
    <nav aria-label={t('days')}>
      <ul className={classes.days} ref={strip}>
        {days.map((date, index) => {
          const { data, isError } = answers[index]!;
          const cheapest = cheapestOf(data);
          return (
            <li key={date}>
              <Link
                to={addressOf(date)}
                preventScrollReset
                className={classes.day}
                data-date={date}
                aria-current={date === search.date ? 'date' : undefined}
              >
                <Text span size="xs">
                  {formatLocalDate(date)}
                </Text>
                <Text span size="sm" fw={650}>
                  {cheapest ? (
                    formatMoney(cheapest.total)
                  ) : data ? (
                    <Text span size="xs" c="dimmed">
                      {data.length === 0 ? t('noFlights') : t('soldOut')}
                    </Text>
                  ) : isError ? (
                    <Text span size="xs" c="dimmed">
                      {t('unknownPrice')}
                    </Text>
                  ) : (
                    <Skeleton h={14} w={52} mt={4} component="span" display="inline-block" />
                  )}
                </Text>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
