import { expect, test } from 'vitest';
import { queryOf, searchOf } from './search';

test('a search is the same after it was an address', () => {
  const search = {
    from: 'LON',
    to: 'JFK',
    date: '2026-12-01',
    adults: 2,
    children: 1,
    infants: 1,
    cabin: 'premiumEconomy',
  } as const;
  expect(searchOf(queryOf(search))).toEqual(search);
});

test('what makes no sense in an address is as if it were not there', () => {
  expect(searchOf(new URLSearchParams('from=london&to=jfk&date=tomorrow&adults=-1&children=99&cabin=roof'))).toEqual({
    from: '',
    to: 'JFK',
    date: '',
    adults: 1,
    children: 0,
    infants: 0,
    cabin: 'economy',
  });
});
