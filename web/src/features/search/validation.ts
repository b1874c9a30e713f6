import type { Search } from './search';

export const mostTravellers = 9;

/** Flights are sold this many days ahead. */
const furthestDays = 361;

const two = (value: number) => String(value).padStart(2, '0');

/** A date of a calendar as the visitor's clock shows it, some days from today: `2026-12-01`. */
export function dateFromToday(days: number) {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export const firstDate = () => dateFromToday(0);
export const lastDate = () => dateFromToday(furthestDays);

/** A date some days after another. */
export function addDays(date: string, days: number) {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** What has to be put right before a search, by field: keys of messages. */
export interface Problems {
  from?: 'fromMissing';
  to?: 'toMissing' | 'samePlace';
  date?: 'dateMissing' | 'datePast' | 'dateFar';
}

/** In the order of the form; empty when all is well. */
export function problemsOf({ from, to, date }: Search): Problems {
  const problems: Problems = {};
  if (from === '') {
    problems.from = 'fromMissing';
  }
  if (to === '' || to === from) {
    problems.to = to === '' ? 'toMissing' : 'samePlace';
  }
  if (date === '') {
    problems.date = 'dateMissing';
  } else if (date < firstDate() || date > lastDate()) {
    problems.date = date < firstDate() ? 'datePast' : 'dateFar';
  }
  return problems;
}
