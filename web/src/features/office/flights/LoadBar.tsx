import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import classes from './LoadBar.module.css';
import { messages } from './messages';
import type { Flight } from './queries';

/** How many seats of a flight are sold or held, of how many. */
export function LoadBar({ flight }: { flight: Flight }) {
  const t = useMessages(messages);
  const capacity = flight.cabins.reduce((sum, cabin) => sum + cabin.capacity, 0);
  const taken = capacity - flight.cabins.reduce((sum, cabin) => sum + cabin.free, 0);
  return (
    <span className={classes.load}>
      <span className={classes.bar} aria-hidden>
        <span className={classes.taken} style={{ width: `${capacity && (100 * taken) / capacity}%` }} />
      </span>
      {t('loadOf', { taken: formatNumber(taken), capacity: formatNumber(capacity) })}
    </span>
  );
}
