import { expect, test } from 'vitest';
import { layoutOf } from './layout';

const names = ['identity', 'flights', 'booking', 'payments', 'ordering', 'notifications'];
const arrows = [
  ['identity', 'notifications'],
  ['flights', 'booking'],
  ['booking', 'flights'],
  ['booking', 'ordering'],
  ['booking', 'notifications'],
  ['payments', 'ordering'],
  ['ordering', 'booking'],
  ['ordering', 'payments'],
  ['ordering', 'notifications'],
].map(([from, to]) => ({ from: from!, to: to! }));

test('everything has a place of its own', () => {
  const { places } = layoutOf(names, arrows);
  expect(new Set([...places.values()].map(({ column, row }) => `${column}/${row}`)).size).toBe(places.size);
  expect(names.every((name) => places.has(name))).toBe(true);
});

test('an arrow that passes columns has a lane in each, apart from what stands there', () => {
  const { places, lanes } = layoutOf(names, arrows);
  expect(lanes.get('flights>booking')).toEqual([]);
  expect(lanes.get('identity>notifications')?.map((lane) => lane.column)).toEqual([1, 2]);
  expect(lanes.get('booking>notifications')).toEqual(lanes.get('identity>notifications')?.slice(1));
  const ordering = places.get('ordering')!;
  const lane = lanes.get('booking>notifications')![0]!;
  expect(lane.column).toBe(ordering.column);
  expect(Math.abs(lane.row - ordering.row)).toBeGreaterThan(0.7);
});

test('things that are linked stand on the same side', () => {
  const { places } = layoutOf(names, arrows);
  const side = (name: string) => Math.sign(places.get(name)!.row);
  expect(side('identity')).toBe(side('notifications'));
  expect(side('identity')).not.toBe(side('flights'));
});

test('nothing at all is no problem', () => {
  expect(layoutOf([], []).places.size).toBe(0);
  expect(layoutOf(['a'], []).places.get('a')).toEqual({ column: 0, row: 0 });
});
