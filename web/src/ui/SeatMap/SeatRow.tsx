import { useMessages } from '@/i18n';
import { messages } from './messages';
import { Seat } from './Seat';
import type { Holder, SeatMapRow } from './seats';
import classes from './SeatMap.module.css';

/** Room between seats. */
const Gap = () => <td className={classes.number}>{'\u00A0'}</td>;

/** The first aisle shows the row's number; without an aisle the wall does. */
const numberedAt = (letters: string) => letters.indexOf(' ');

const columnsOf = (letters: string) => Array.from(letters, (letter, at) => ({ letter, at }));

/** The letters above the seats. */
export function Letters({ letters }: { letters: string }) {
  return (
    <tr>
      {numberedAt(letters) < 0 && <Gap />}
      {columnsOf(letters).map(({ letter, at }) =>
        letter === ' ' ? (
          <Gap key={at} />
        ) : (
          <th key={at} scope="col" className={classes.letter}>
            {letter}
          </th>
        ),
      )}
    </tr>
  );
}

interface Props {
  row: SeatMapRow;
  letters: string;
  holders: ReadonlyMap<string, Holder> | undefined;
  justTaken: ReadonlySet<string> | undefined;
  reached: string | undefined;
  onFocus: (seat: string) => void;
  onChoose?: (seat: string) => void;
}

/** One row of seats with its number. */
export function SeatRow({ row, letters, holders, justTaken, reached, onFocus, onChoose }: Props) {
  const t = useMessages(messages);
  const number = (
    <th key="number" scope="row" className={classes.number} aria-label={t('row', { row: row.row })}>
      {row.row}
    </th>
  );
  return (
    <tr data-exit={row.isExit || undefined} className={classes.row}>
      {numberedAt(letters) < 0 && number}
      {columnsOf(letters).map(({ letter, at }) => {
        const seat = row.seats.find((s) => s.letter === letter);
        if (!seat) {
          return at === numberedAt(letters) ? number : <Gap key={at} />;
        }
        return (
          <Seat
            key={at}
            {...seat}
            letters={letters}
            isExit={row.isExit}
            holder={holders?.get(seat.seat)}
            isJustTaken={justTaken?.has(seat.seat) ?? false}
            isReached={seat.seat === reached}
            onFocus={onFocus}
            onChoose={onChoose}
          />
        );
      })}
    </tr>
  );
}
