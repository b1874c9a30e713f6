import { expect, test } from 'vitest';
import type { Schemas } from '@/api/client';
import { arrange, cheapestOf, journeysOf, viewOf } from './journeys';

type Offer = Schemas['OfferAnswer'];

/** An offer on one flight a day, as far as sorting looks at it. */
function offer(number: string, departs: string, minutes: number, price: string, rest: Partial<Offer> = {}): Offer {
  const departure = {
    airport: 'LHR',
    local: `2026-12-01T${departs}:00`,
    zone: 'Europe/London',
    at: `2026-12-01T${departs}:00Z`,
  };
  return {
    id: `${number}${price}`,
    flights: [{ id: number, designator: number, departure } as Offer['flights'][number]],
    stops: 0,
    durationMinutes: minutes,
    cabin: 'economy',
    family: 'light',
    total: { amount: price, currency: 'EUR' },
    ...rest,
  } as Offer;
}

const offers = [
  offer('CT1', '16:45', 485, '500.00', { family: 'standard' }),
  offer('CT1', '16:45', 485, '450.50', { family: 'light' }),
  offer('CT2', '05:59', 700, '99.00', { stops: 1 }),
  offer('CT3', '06:00', 480, '1000.00'),
];
const shown = (query: string) =>
  arrange(journeysOf(offers), viewOf(new URLSearchParams(query)), 'economy').map((journey) => journey.key);

test('offers of the same flights are one journey, its families from the simplest on', () => {
  const [first] = journeysOf(offers);
  expect(first!.offers.get('economy')!.map(({ family }) => family)).toEqual(['light', 'standard']);
});

test('journeys are sorted by price as numbers, by departure, by travel time', () => {
  expect(shown('')).toEqual(['CT2', 'CT1', 'CT3']);
  expect(shown('sort=departure')).toEqual(['CT2', 'CT3', 'CT1']);
  expect(shown('sort=duration')).toEqual(['CT3', 'CT1', 'CT2']);
});

test('stops and the time of day leave journeys out; the morning begins at six', () => {
  expect(shown('stops=0')).toEqual(['CT1', 'CT3']);
  expect(shown('times=night')).toEqual(['CT2']);
  expect(shown('times=morning,afternoon&sort=departure')).toEqual(['CT3', 'CT1']);
});

test('what is sold out is never the cheapest, and comes last', () => {
  const soldOut = offer('CT0', '07:00', 60, '1.00', { id: null });
  expect(cheapestOf([soldOut, ...offers])!.total.amount).toBe('99.00');
  const sorted = arrange(journeysOf([soldOut, ...offers]), viewOf(new URLSearchParams()), 'economy');
  expect(sorted.at(-1)!.key).toBe('CT0');
});
