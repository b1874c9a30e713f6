import { useMessages } from '@/i18n';
import { messages } from './messages';
import { placeOf, type Holder, type SeatStatus } from './seats';
import classes from './SeatMap.module.css';

interface Props {
  seat: string;
  letter: string;
  letters: string;
  isExit: boolean;
  status: SeatStatus;
  holder: Holder | undefined;
  isJustTaken: boolean;
  /** Whether the tab key leads here. */
  isReached: boolean;
  /** Absent where nothing can be chosen. */
  onChoose?: (seat: string) => void;
  onFocus: (seat: string) => void;
}

const signs: Record<'blocked' | 'taken' | 'justTaken', string> = { blocked: '–', taken: '×', justTaken: '!' };

function lookOf({ status, holder, isJustTaken }: Props) {
  if (holder) {
    return holder.isCurrent ? 'chosen' : 'party';
  }
  if (isJustTaken) {
    return 'justTaken';
  }
  return status === 'free' ? 'free' : status === 'blocked' ? 'blocked' : 'taken';
}

/** One seat: what it says to the eye, to a screen reader, and to a click. */
export function Seat(props: Props) {
  const { seat, letter, letters, isExit, status, holder, isReached, onChoose, onFocus } = props;
  const t = useMessages(messages);
  const look = lookOf(props);
  const canChoose = onChoose !== undefined && (look === 'free' || look === 'party');
  const state =
    look === 'chosen' || look === 'party'
      ? holder!.isCurrent
        ? t('yours')
        : t('of', { name: holder!.name })
      : look === 'justTaken'
        ? t('takenJustNow')
        : t(status);
  const label = [seat, t(placeOf(letters, letter)), isExit && t('exitRow'), state].filter(Boolean).join(', ');
  return (
    <td className={classes.cell}>
      <button
        type="button"
        className={classes.seat}
        data-look={look}
        data-seat={seat}
        aria-label={label}
        aria-pressed={onChoose && look === 'chosen' ? true : undefined}
        aria-disabled={!canChoose && look !== 'chosen' ? true : undefined}
        tabIndex={isReached ? 0 : -1}
        onFocus={() => onFocus(seat)}
        onClick={() => canChoose && onChoose(seat)}
      >
        {look === 'free' ? letter : holder ? holder.initials : signs[look as keyof typeof signs]}
      </button>
    </td>
  );
}
