import { expect, test } from 'vitest';
import { idOf, isId } from './filters';

test('ids are taken with and without hyphens', () => {
  const id = '2c170677-316a-85f8-a8ba-ed29380507da';
  expect(idOf(id)).toBe(id);
  expect(idOf(` ${id.replaceAll('-', '').toUpperCase()} `)?.toLowerCase()).toBe(id);
});

test('what is still being typed is no id', () => {
  expect(idOf('2c170677-316a')).toBeUndefined();
  expect(isId('')).toBe(false);
  expect(isId('2c170677-316a-85f8-a8ba-ed29380507dag')).toBe(false);
});
