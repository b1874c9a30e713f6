import { expect, test } from 'vitest';
import { isNothing, sumsOf } from './money';

const euro = (amount: string) => ({ amount, currency: 'EUR' });

test('amounts are added exactly, however large', () => {
  expect(sumsOf([euro('0.10'), euro('0.20'), euro('9007199254740993.01')])).toEqual([euro('9007199254740993.31')]);
});

test('each currency has its own sum and its own decimals', () => {
  expect(sumsOf([euro('1.50'), { amount: '700', currency: 'JPY' }, euro('-2.00')])).toEqual([
    euro('-0.50'),
    { amount: '700', currency: 'JPY' },
  ]);
});

test('nothing added up is nothing', () => {
  expect(sumsOf([])).toEqual([]);
  expect(isNothing(euro('0.00'))).toBe(true);
  expect(isNothing(euro('0.01'))).toBe(false);
});
