import { expect, test } from 'vitest';
import { parseList, parseRows, writeRows } from './rows';

test('rows are read as people write them, and written so again', () => {
  expect(parseRows('1-3, 12,14-15')).toEqual(['1', '2', '3', '12', '14', '15']);
  expect(writeRows(['1', '2', '3', '12', '14', '15'])).toBe('1-3, 12, 14-15');
  expect(parseRows('')).toEqual([]);
});

test('what is no rows is not guessed at', () => {
  expect(parseRows('A-B')).toBeUndefined();
  expect(parseRows('9-3')).toBeUndefined();
});

test('seats are separated by anything usual', () => {
  expect(parseList('36a, 36F;37C')).toEqual(['36A', '36F', '37C']);
});
