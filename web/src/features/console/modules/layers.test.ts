import { expect, test } from 'vitest';
import { layersOf } from './layers';

const arrows = (...texts: string[]) => texts.map((text) => ({ from: text.split('>')[0]!, to: text.split('>')[1]! }));

test('a chain becomes columns', () => {
  expect(layersOf(['c', 'a', 'b'], arrows('a>b', 'b>c'))).toEqual([['a'], ['b'], ['c']]);
});

test('answers lead back and do not turn the order around', () => {
  const names = ['identity', 'flights', 'booking', 'payments', 'ordering', 'notifications'];
  const told = arrows(
    'identity>notifications',
    'flights>booking',
    'booking>flights',
    'booking>ordering',
    'booking>notifications',
    'payments>ordering',
    'ordering>booking',
    'ordering>payments',
    'ordering>notifications',
  );
  expect(layersOf(names, told)).toEqual([
    ['identity', 'flights'],
    ['booking'],
    ['ordering'],
    ['payments', 'notifications'],
  ]);
});

test('each has one place, whatever the arrows', () => {
  const names = ['a', 'b', 'c', 'd'];
  const all = names.flatMap((from) => names.filter((to) => to !== from).map((to) => ({ from, to })));
  expect(layersOf(names, all).flat().toSorted()).toEqual(names);
  expect(layersOf(names, [])).toEqual([names]);
});
