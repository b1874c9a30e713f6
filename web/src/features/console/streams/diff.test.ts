import { expect, test } from 'vitest';
import { changesOf, compare, countOf, type Line } from './diff';

const text = (line: Line) =>
  `${line.mark} ${line.path}${line.before === undefined ? '' : ` ${JSON.stringify(line.before)} ->`} ${line.bracket ?? JSON.stringify(line.value)}`;
const changes = (before: unknown, after: unknown) =>
  compare(before, after)
    .filter((line) => line.mark !== 'same')
    .map(text);

test('equal states have no change', () => {
  const state = { a: 1, b: [{ c: 'x' }], d: {} };
  expect(changesOf(compare(state, structuredClone(state)))).toEqual([]);
});

test('a value that became another keeps both', () => {
  expect(changes({ state: 'draft', id: 1 }, { state: 'placed', id: 1 })).toEqual([
    'changed /state "draft" -> "placed"',
  ]);
  expect(changes({ paymentId: null }, { paymentId: 'p' })).toEqual(['changed /paymentId null -> "p"']);
});

test('members come and go', () => {
  expect(changes({ a: 1 }, { b: 2 })).toEqual(['added /b 2', 'removed /a 1']);
});

test('something simple that became a list is removed and added', () => {
  expect(changes({ a: null }, { a: ['x'] })).toEqual([
    'removed /a- null',
    'added /a [',
    'added /a/0 "x"',
    'added /a/] ]',
  ]);
});

test('items that stay are not touched by one that is put before them', () => {
  expect(changes(['b', 'c'], ['a', 'b', 'c'])).toEqual(['added /0 "a"']);
  expect(changes(['a', 'b', 'c'], ['a', 'c'])).toEqual(['removed /1- "b"']);
});

test('an item that changed shows what changed in it', () => {
  expect(changes([{ id: 1, paid: false }, { id: 2 }], [{ id: 1, paid: true }, { id: 2 }])).toEqual([
    'changed /0/paid false -> true',
  ]);
});

test('lists of any two contents give the later one when the removed lines are left out', () => {
  const lists = [[], [1], [2, 1], [1, 2, 3], [3, 2, 1], [1, 1, 2], [{ a: 1 }, 2], [2, { a: 1 }, { b: 1 }]];
  for (const before of lists) {
    for (const after of lists) {
      const left = compare(before, after).filter((line) => line.mark !== 'removed' && line.depth === 1);
      const values = left.filter((line) => line.bracket !== '}').map((line) => (line.bracket ? '{' : line.value));
      expect(values).toEqual(after.map((item) => (typeof item === 'object' ? '{' : item)));
    }
  }
});

test('only what differs is kept, with what is around it', () => {
  const lines = changesOf(compare({ a: { b: 1, c: 2 }, d: 3 }, { a: { b: 1, c: 4 }, d: 3 }));
  expect(lines.map((line) => line.path)).toEqual(['', '/a', '/a/c', '/a/}', '/}']);
});

test('something added counts once, whatever it holds', () => {
  expect(countOf(compare({ a: [] }, { a: [{ b: 1, c: { d: 2 } }], e: 1 }))).toEqual({
    added: 2,
    removed: 0,
    changed: 0,
  });
});

test('paths are told apart', () => {
  const lines = compare({ a: null, b: ['x', 'y'] }, { a: ['x'], b: ['y', 'z', 'x'] });
  expect(new Set(lines.map((line) => line.path)).size).toBe(lines.length);
});
