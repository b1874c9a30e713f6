import { expect, test } from 'vitest';
import { placeOf, targetOf, type SeatMapCabin } from './seats';

const cabin: SeatMapCabin = {
  cabin: 'economy',
  letters: 'AB CD',
  capacity: 12,
  free: 12,
  rows: ['10', '11', '12'].map((row) => ({
    row,
    isExit: false,
    seats: ['A', 'B', 'C', 'D'].map((letter) => ({ seat: row + letter, letter, status: 'free' as const })),
  })),
};

test('a seat lies at a window, at an aisle or between', () => {
  expect(Array.from('ABCDEFHJK', (letter) => placeOf('ABC DEF HJK', letter))).toEqual([
    'window',
    'middle',
    'aisle',
    'aisle',
    'middle',
    'aisle',
    'aisle',
    'middle',
    'window',
  ]);
});

test.each([
  ['11B', 'ArrowRight', false, '11C'],
  ['11B', 'ArrowLeft', false, '11A'],
  ['11A', 'ArrowLeft', false, '11A'],
  ['11B', 'ArrowUp', false, '10B'],
  ['10B', 'ArrowUp', false, '10B'],
  ['11B', 'PageDown', false, '12B'],
  ['11B', 'Home', false, '11A'],
  ['11B', 'End', false, '11D'],
  ['11B', 'Home', true, '10A'],
  ['11B', 'End', true, '12D'],
])('from %s, %s (whole map: %s) leads to %s', (seat, key, isWhole, target) => {
  expect(targetOf(cabin, seat, key, isWhole)).toBe(target);
});

test('other keys lead nowhere', () => {
  expect(targetOf(cabin, '11B', 'x', false)).toBeUndefined();
});
