import type { Schemas } from '@/api/client';

export type PassengerType = Schemas['PassengerType'];

/** A passenger as typed so far. */
export interface DraftPassenger {
  type: PassengerType;
  givenName: string;
  surname: string;
  dateOfBirth: string;
}

/** What is typed about a booking before it is made. */
export interface Draft {
  passengers: DraftPassenger[];
  contact: { email: string; phone: string };
}

interface Kept extends Draft {
  /** What was sent last, as text. */
  sent?: string;
  /** The booking that came of it. */
  bookingId?: string;
}

const store = 'contrail.book-draft';

function read(): Partial<Kept> {
  try {
    return JSON.parse(sessionStorage.getItem(store) ?? '{}') as Partial<Kept>;
  } catch {
    return {};
  }
}

const write = (change: Partial<Kept>) => sessionStorage.setItem(store, JSON.stringify({ ...read(), ...change }));

/** The fields for an offer's passengers, with what was typed before: also for another offer, as far as it fits. */
export function draftFor(types: PassengerType[], email: string): Draft {
  const kept = read();
  const left = [...(kept.passengers ?? [])];
  const passengers = types.map((type) => {
    const at = left.findIndex((p) => p.type === type);
    return at < 0 ? { type, givenName: '', surname: '', dateOfBirth: '' } : left.splice(at, 1)[0]!;
  });
  return { passengers, contact: { email: kept.contact?.email || email, phone: kept.contact?.phone ?? '' } };
}

/** Keeps what is typed, in this tab. */
export const keepDraft = ({ passengers, contact }: Draft) => write({ passengers, contact });

/** What was sent last and the booking that came of it. */
export const lastSent = () => read();

/** Keeps what is about to be sent. What was sent before is forgotten. */
export const keepSent = (sent: string) => write({ sent, bookingId: undefined });

/** Keeps the booking that came of what was sent. */
export const keepMade = (bookingId: string) => write({ bookingId });

/** Whether a booking came of what is typed in this tab. */
export const isDraftOf = (bookingId: string) => read().bookingId === bookingId;
