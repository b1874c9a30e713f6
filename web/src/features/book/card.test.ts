import { expect, test } from 'vitest';
import { formatExpiry, formatNumber, isCardNumber, problemOfExpiry } from './card';

test.each(['4242424242424242', '4242 4242 4242 4242', '378282246310005', '6011000990139424'])(
  '%s is a card number',
  (text) => {
    expect(isCardNumber(text)).toBe(true);
  },
);

test.each(['', '4242424242424241', '42424242424', '4242 4242 4242 424a', '00000000000000000000'])(
  '"%s" is none',
  (text) => {
    expect(isCardNumber(text)).toBe(false);
  },
);

test('a number is shown in groups of four, whatever was typed between', () => {
  expect(formatNumber('4242-42424242 4242')).toBe('4242 4242 4242 4242');
});

test.each([
  ['1', '1'],
  ['12', '12'],
  ['123', '12/3'],
  ['12/39', '12/39'],
  ['8', '08'],
  ['8/29', '08/29'],
  ['0829', '08/29'],
  ['08/2029', '08/29'],
])('an expiry typed as %s reads %s', (typed, shown) => {
  expect(formatExpiry(typed)).toBe(shown);
});

test('a card is valid until its month has ended everywhere on earth', () => {
  expect(problemOfExpiry('11/26', Date.parse('2026-12-01T11:59:00Z'))).toBeNull();
  expect(problemOfExpiry('11/26', Date.parse('2026-12-01T12:01:00Z'))).toBe('expiryPast');
  expect(problemOfExpiry('13/26', 0)).toBe('expiryWrong');
});
