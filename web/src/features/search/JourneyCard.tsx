import { Paper } from '@mantine/core';
import { useMessages } from '@/i18n';
import { Money } from '@/ui/Money';
import { Fares } from './Fares';
import classes from './JourneyCard.module.css';
import { JourneyTimes } from './JourneyTimes';
import { cheapestOf, type Journey } from './journeys';
import { messages } from './messages';
import { cabins, type Search } from './search';
import { useView } from './useView';

interface Props {
  journey: Journey;
  search: Search;
  isOpen: boolean;
}

/** A journey with its cabins; the chosen cabin opens into its fares. */
export function JourneyCard({ journey, search, isOpen }: Props) {
  const t = useMessages(messages);
  const change = useView();
  const sold = cabins.filter((cabin) => journey.offers.has(cabin));
  const fares = journey.offers.get(search.cabin);
  const numbers = journey.flights.map((flight) => flight.designator).join(' + ');
  return (
    <Paper
      component="article"
      withBorder
      radius="lg"
      className={classes.card}
      aria-label={t('flight', { number: numbers })}
    >
      <div className={classes.head}>
        <JourneyTimes journey={journey} />
        <div className={classes.cabins} role="group" aria-label={t('cabins')}>
          {sold.map((cabin) => {
            const cheapest = cheapestOf(journey.offers.get(cabin));
            const isShown = isOpen && cabin === search.cabin;
            return (
              <button
                key={cabin}
                type="button"
                className={classes.cabin}
                aria-expanded={isShown}
                data-chosen={cabin === search.cabin || undefined}
                disabled={!cheapest}
                onClick={() => change({ cabin, open: isShown ? null : journey.key })}
              >
                <span className={classes.name}>{t(cabin)}</span>
                {cheapest ? (
                  <span>
                    <span className={classes.from}>{t('fromPrice')} </span>
                    <span className={classes.price}>
                      <Money value={cheapest.total} />
                    </span>
                  </span>
                ) : (
                  <span className={classes.from}>{t('soldOut')}</span>
                )}
              </button>
            );
          })}
        </div>
      </div>
      {isOpen && fares && <Fares offers={fares} search={search} />}
    </Paper>
  );
}
