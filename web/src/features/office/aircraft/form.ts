import type { Schemas } from '@/api/client';
import { parseList, parseRows, writeRows } from './rows';

type Cabin = Schemas['Cabin'];

/** A cabin as it is typed. */
export interface CabinDraft {
  /** Tells cabins of the form apart. */
  key: string;
  cabin: Cabin;
  letters: string;
  rows: string;
  exitRows: string;
  blocked: string;
}

/** An aircraft type as it is typed. */
export interface TypeDraft {
  code: string;
  name: string;
  rangeKm: number | string;
  cruiseKmh: number | string;
  cabins: CabinDraft[];
}

export const cabinKinds: readonly Cabin[] = ['first', 'business', 'premiumEconomy', 'economy'];

let drafts = 0;

export const blankCabin = (cabin: Cabin = 'economy'): CabinDraft => ({
  key: `cabin-${++drafts}`,
  cabin,
  letters: '',
  rows: '',
  exitRows: '',
  blocked: '',
});

export const draftOf = (type?: Schemas['AircraftTypeAnswer']): TypeDraft =>
  type
    ? {
        code: type.code,
        name: type.name,
        rangeKm: type.rangeKm,
        cruiseKmh: type.cruiseKmh,
        cabins: type.cabins.map((c) => ({
          ...blankCabin(c.cabin),
          letters: c.letters,
          rows: writeRows(c.rows),
          exitRows: writeRows(c.exitRows),
          blocked: c.blocked.join(', '),
        })),
      }
    : { code: '', name: '', rangeKm: '', cruiseKmh: '', cabins: [blankCabin()] };

const bodyOfCabin = (draft: CabinDraft): Schemas['CabinBody'] => ({
  cabin: draft.cabin,
  letters: draft.letters.trim().toUpperCase(),
  rows: parseRows(draft.rows) ?? [],
  exitRows: parseRows(draft.exitRows) ?? [],
  blocked: parseList(draft.blocked),
});

export const bodyOf = (draft: TypeDraft): Schemas['RegisterAircraftTypeBody'] => ({
  code: draft.code,
  name: draft.name.trim(),
  rangeKm: Number(draft.rangeKm),
  cruiseKmh: Number(draft.cruiseKmh),
  cabins: draft.cabins.map(bodyOfCabin),
});

/** How many seats of a cabin can be sold as it is typed. */
export const seatsOf = (draft: CabinDraft) => {
  const { letters, rows, blocked } = bodyOfCabin(draft);
  return Math.max(0, letters.replaceAll(' ', '').length * rows.length - (blocked?.length ?? 0));
};
