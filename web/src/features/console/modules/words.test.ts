import { expect, test } from 'vitest';
import type { Sample, Subscription } from '../queries';
import { messages } from './messages';
import { lagText, purposeOf, ratesOf, standsStill } from './words';

/** Texts without a browser: the key and what is put into it. */
const t = (key: string, values: Record<string, string | number> = {}) =>
  Object.entries(values).reduce(
    (text, [name, value]) => text.replace(`{{${name}}}`, String(value)),
    (messages.english as Record<string, string>)[key] ?? key,
  );

const subscription = (changes: Partial<Subscription>): Subscription => ({
  name: 'relay',
  state: 'running',
  position: 0,
  head: 0,
  lag: 0,
  perSecond: 0,
  parkedStreams: 0,
  lastError: null,
  ...changes,
});

test('lag is told in words', () => {
  expect(lagText(subscription({}), false, t)).toBe('caught up');
  expect(lagText(subscription({ lag: 2140, perSecond: 900 }), false, t)).toBe(
    '2,140 behind, at 900/s caught up in ~2 s',
  );
  expect(lagText(subscription({ lag: 90_000, perSecond: 100.4 }), false, t)).toBe(
    '90,000 behind, at 100/s caught up in ~15 min',
  );
  expect(lagText(subscription({ lag: 7 }), true, t)).toBe('7 behind and not moving');
  expect(lagText(subscription({ lag: 7 }), false, t)).toBe('7 behind');
  expect(lagText(subscription({ state: 'retrying', lastError: 'disk full', lag: 3 }), false, t)).toBe(
    'waits for a fault to pass: disk full',
  );
  expect(lagText(subscription({ state: 'waiting' }), false, t)).toBe('another host runs it');
});

test('names of subscriptions say what they are for', () => {
  expect(purposeOf('process:purchase', t)).toBe('Runs the process purchase');
  expect(purposeOf('seat_holdings_v2_g1', t)).toBe('Keeps the read model seat_holdings');
  expect(purposeOf('OnFlightCancelled', t)).toBe('Reacts to events');
  expect(purposeOf('relay', t)).toBe('Tells other modules');
});

test('rates are the growth between answers', () => {
  const samples: Sample[] = [
    { at: 0, heads: { booking: 10 }, behind: {} },
    { at: 2000, heads: { booking: 30 }, behind: {} },
    { at: 4000, heads: { booking: 30 }, behind: {} },
    { at: 5000, heads: { booking: 31, flights: 900 }, behind: {} },
  ];
  expect(ratesOf(samples, 'booking')).toEqual([10, 0, 1]);
  expect(ratesOf(samples, 'flights').at(-1), 'a module seen for the first time did not grow').toBe(0);
  expect(ratesOf([], 'booking'), 'nothing is known before there are two answers').toEqual([]);
});

test('a subscription stands still when two answers find it behind at the same place', () => {
  const at = (...places: number[]) => places.map((position) => ({ at: 0, heads: {}, behind: { 'm/relay': position } }));
  expect(standsStill(at(3, 4, 4), 'm', 'relay')).toBe(true);
  expect(standsStill(at(3, 4), 'm', 'relay')).toBe(false);
  expect(standsStill(at(4), 'm', 'relay'), 'one answer does not tell').toBe(false);
  expect(standsStill([...at(4), { at: 0, heads: {}, behind: {} }], 'm', 'relay'), 'it caught up').toBe(false);
  expect(standsStill(at(4, 4), 'm', 'other')).toBe(false);
});
