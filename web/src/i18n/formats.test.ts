import { describe, expect, test } from 'vitest';
import { formatCountry, formatDuration, formatLocalDate, formatLocalTime, formatMoney } from './formats';

describe('formats', () => {
  test('money keeps the decimals of its currency, and every digit of large amounts', () => {
    expect(formatMoney({ amount: '497.50', currency: 'EUR' })).toBe('€497.50');
    expect(formatMoney({ amount: '1200', currency: 'JPY' })).toMatch(/¥1,200$/);
    expect(formatMoney({ amount: '1.250', currency: 'KWD' })).toMatch(/1\.250$/);
    expect(formatMoney({ amount: '90071992547409.93', currency: 'EUR' })).toBe('€90,071,992,547,409.93');
    expect(formatMoney({ amount: '-10.00', currency: 'GBP' })).toBe('-£10.00');
  });

  test("times are those of the airport's clock, whatever the visitor's zone", () => {
    expect(formatLocalTime('2026-11-24T23:55:00')).toBe('23:55');
    expect(formatLocalDate('2026-11-24T23:55:00')).toMatch(/^Tue,? 24 Nov$/);
    expect(formatLocalDate('2026-11-24', 'long')).toMatch(/^Tuesday,? 24 November 2026$/);
  });

  test('durations and countries are words', () => {
    expect(formatDuration(485)).toMatch(/^8 ?h(rs?)? 5 ?m(ins?)?$/);
    expect(formatDuration(60)).toMatch(/^1 ?h(r)?$/);
    expect(formatDuration(0)).toMatch(/^0 ?m(ins?)?$/);
    expect(formatCountry('GB')).toBe('United Kingdom');
    expect(formatCountry('nowhere')).toBe('nowhere');
  });
});
