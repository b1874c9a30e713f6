import { Text } from '@mantine/core';
import { useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { Letters, SeatRow } from './SeatRow';
import { targetOf, type Holder, type SeatMapCabin } from './seats';
import classes from './SeatMap.module.css';

interface Props {
  cabin: SeatMapCabin;
  /** What the map is of, for screen readers; without it the cabin's name. */
  label?: string;
  /** Seats of one's own booking. */
  holders?: ReadonlyMap<string, Holder>;
  /** Seats that somebody took while one was looking. */
  justTaken?: ReadonlySet<string>;
  /** Chooses a free seat, or one of one's own. Without it the map is for reading. */
  onChoose?: (seat: string) => void;
}

/**
 * The seats of a cabin as a grid: one stop of the tab key, arrow keys move, Enter chooses. Every seat says its row, letter, place and
 * whether it is free, by sign and by name as well as by colour.
 */
export function SeatMap({ cabin, label, holders, justTaken, onChoose }: Props) {
  const t = useMessages(messages);
  const table = useRef<HTMLTableElement>(null);
  const [reached, setReached] = useState<string>();
  const own = [...(holders ?? [])].find(([, holder]) => holder.isCurrent)?.[0];
  const seats = cabin.rows.flatMap((row) => row.seats);
  const start = reached ?? own ?? seats.find((s) => s.status === 'free')?.seat ?? seats[0]?.seat;

  const sizes = {
    '--seats': cabin.letters.replaceAll(' ', '').length,
    '--gaps': Math.max(1, cabin.letters.split(' ').length - 1),
  } as CSSProperties;

  function onKeyDown(event: KeyboardEvent) {
    const target = start && targetOf(cabin, start, event.key, event.ctrlKey || event.metaKey);
    if (target) {
      event.preventDefault();
      table.current?.querySelector<HTMLElement>(`[data-seat="${target}"]`)?.focus();
    }
  }

  return (
    <div className={classes.hull}>
      <Text size="xs" c="dimmed" ta="center" mb={4} aria-hidden>
        {t('front')}
      </Text>
      <div className={classes.scroller}>
        <table
          ref={table}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- The pattern for grids.
          role="grid"
          aria-label={label ?? t('seatsOf', { cabin: t(cabin.cabin) })}
          aria-readonly={onChoose ? undefined : true}
          className={classes.map}
          style={sizes}
          onKeyDown={onKeyDown}
        >
          <thead>
            <Letters letters={cabin.letters} />
          </thead>
          <tbody>
            {cabin.rows.map((row) => (
              <SeatRow
                key={row.row}
                row={row}
                letters={cabin.letters}
                holders={holders}
                justTaken={justTaken}
                reached={start}
                onFocus={setReached}
                onChoose={onChoose}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
