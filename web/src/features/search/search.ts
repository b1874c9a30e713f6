import type { Schemas } from '@/api/client';

export type Cabin = Schemas['Cabin'];

/** The cabins, as the API names them, from the simplest on. */
export const cabins = ['economy', 'premiumEconomy', 'business', 'first'] as const satisfies readonly Cabin[];

/** What somebody looks for; the query string of `/search` says the same. */
export interface Search {
  /** Code of an airport or a city. */
  from: string;
  /** Code of an airport or a city. */
  to: string;
  /** Date of departure by the calendar there: `2026-12-01`. */
  date: string;
  adults: number;
  children: number;
  infants: number;
  cabin: Cabin;
}

const codeOf = (text: string | null) => (/^[a-z]{3}$/i.test(text ?? '') ? text!.toUpperCase() : '');
const countOf = (text: string | null, otherwise: number) => (/^\d$/.test(text ?? '') ? Number(text) : otherwise);

/** What a query string says; what is missing or makes no sense in it is empty or as usual. */
export function searchOf(query: URLSearchParams): Search {
  const date = query.get('date') ?? '';
  return {
    from: codeOf(query.get('from')),
    to: codeOf(query.get('to')),
    date: /^\d{4}-\d\d-\d\d$/.test(date) ? date : '',
    adults: countOf(query.get('adults'), 1),
    children: countOf(query.get('children'), 0),
    infants: countOf(query.get('infants'), 0),
    cabin: cabins.find((cabin) => cabin === query.get('cabin')) ?? 'economy',
  };
}

/** Whether there is enough to look for. */
export const isComplete = ({ from, to, date }: Search) => from !== '' && to !== '' && date !== '';

/** The query string of a search: `from=LHR&to=JFK&date=2026-12-01&adults=2&cabin=economy`. */
export function queryOf(search: Search) {
  const query = new URLSearchParams({ from: search.from, to: search.to, date: search.date });
  query.set('adults', String(search.adults));
  if (search.children > 0) {
    query.set('children', String(search.children));
  }
  if (search.infants > 0) {
    query.set('infants', String(search.infants));
  }
  query.set('cabin', search.cabin);
  return query;
}

/** Where the results of a search are. */
export const addressOf = (search: Search) => `/search?${queryOf(search)}`;

/** How many people travel. */
export const travellersOf = ({ adults, children, infants }: Search) => adults + children + infants;
