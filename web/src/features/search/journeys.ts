import type { Schemas } from '@/api/client';
import type { Cabin } from './search';

type Offer = Schemas['OfferAnswer'];

/** Flights that lead to the destination, and what they are offered for. */
export interface Journey {
  /** The flights' ids, joined: names the journey in addresses. */
  key: string;
  flights: Offer['flights'];
  stops: number;
  durationMinutes: number;
  arrivalDayOffset: number;
  /** Offers by cabin; in a cabin by fare family, the simplest first. */
  offers: Map<Cabin, Offer[]>;
}

const families: readonly Offer['family'][] = ['light', 'standard', 'flex'];

export const amountOf = (money: Schemas['Money']) => Number(money.amount);

const keyOf = (offer: Offer) => offer.flights.map((flight) => flight.id).join('~');

/** Offers by journey. */
export function journeysOf(offers: readonly Offer[]): Journey[] {
  const journeys = new Map<string, Journey>();
  for (const offer of offers) {
    const key = keyOf(offer);
    const { flights, stops, durationMinutes, arrivalDayOffset } = offer;
    const journey = journeys.get(key) ?? { key, flights, stops, durationMinutes, arrivalDayOffset, offers: new Map() };
    journeys.set(key, journey);
    const ofCabin = [...(journey.offers.get(offer.cabin) ?? []), offer];
    journey.offers.set(
      offer.cabin,
      ofCabin.toSorted((a, b) => families.indexOf(a.family) - families.indexOf(b.family)),
    );
  }
  return [...journeys.values()];
}

/** The cheapest of offers that can be bought; undefined where all is sold out. */
export function cheapestOf(offers: readonly Offer[] | undefined) {
  return offers?.filter((offer) => offer.id !== null).toSorted((a, b) => amountOf(a.total) - amountOf(b.total))[0];
}

export const sorts = ['price', 'departure', 'duration'] as const;
export type Sort = (typeof sorts)[number];

export const times = ['night', 'morning', 'afternoon', 'evening'] as const;
export type Time = (typeof times)[number];

/** How results are sorted and what is left out: the query string says it. */
export interface View {
  sort: Sort;
  /** At most so many changes of planes; undefined for any. */
  stops: number | undefined;
  /** Departures in these parts of the day; none for all. */
  times: readonly Time[];
  /** The journey whose fares are shown. */
  open: string | undefined;
}

export function viewOf(query: URLSearchParams): View {
  const given = query.get('times')?.split(',') ?? [];
  return {
    sort: sorts.find((sort) => sort === query.get('sort')) ?? 'price',
    stops: query.get('stops') === '0' ? 0 : undefined,
    times: times.filter((time) => given.includes(time)),
    open: query.get('open') ?? undefined,
  };
}

const hoursPerPart = 6;

/** The part of the day of a local time: 06:00 to 11:59 is the morning. */
const timeOf = (local: string): Time => times[Math.floor(Number(local.slice(11, 13)) / hoursPerPart)]!;

const departureOf = (journey: Journey) => journey.flights[0]!.departure;

/** The journeys that a view shows, in its order; what is sold out comes last when sorted by price. */
export function arrange(journeys: readonly Journey[], view: View, cabin: Cabin): Journey[] {
  const price = (journey: Journey) => {
    const cheapest = cheapestOf(journey.offers.get(cabin));
    return cheapest ? amountOf(cheapest.total) : Number.POSITIVE_INFINITY;
  };
  const byDeparture = (a: Journey, b: Journey) => Date.parse(departureOf(a).at) - Date.parse(departureOf(b).at);
  const orders: Record<Sort, (a: Journey, b: Journey) => number> = {
    price: (a, b) => (price(a) === price(b) ? 0 : price(a) - price(b)),
    departure: byDeparture,
    duration: (a, b) => a.durationMinutes - b.durationMinutes,
  };
  return journeys
    .filter((journey) => view.stops === undefined || journey.stops <= view.stops)
    .filter((journey) => view.times.length === 0 || view.times.includes(timeOf(departureOf(journey).local)))
    .toSorted((a, b) => orders[view.sort](a, b) || byDeparture(a, b));
}
