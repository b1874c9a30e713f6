import { beforeEach, expect, test, vi } from 'vitest';

const here = Date.parse('2026-11-21T16:00:00Z');
const text = (at: number) => new Date(at).toISOString();

beforeEach(() => {
  vi.resetModules();
  vi.spyOn(Date, 'now').mockReturnValue(here);
});

test('until the server has told, this clock counts; then the server’s does', async () => {
  const { learnTime, serverNow } = await import('./clock');

  expect(serverNow()).toBe(here);
  learnTime(text(here + 60_000), here - 100, here + 100);
  expect(serverNow()).toBe(here + 60_000);
  learnTime(null, here, here);
  learnTime('nonsense', here, here);
  expect(serverNow()).toBe(here + 60_000);
});

test('an answer that took long changes nothing, one that came quickly does', async () => {
  const { learnTime, serverNow } = await import('./clock');
  learnTime(text(here + 60_000), here - 100, here + 100);

  learnTime(text(here + 61_000), here - 2000, here + 2000);
  expect(serverNow()).toBe(here + 60_000);
  learnTime(text(here + 60_050), here - 10, here + 10);
  expect(serverNow()).toBe(here + 60_050);
});

test('a clock that was set is noticed, however uncertain the reading', async () => {
  const { learnTime, serverNow } = await import('./clock');
  learnTime(text(here), here - 10, here + 10);

  learnTime(text(here + 3_600_000), here - 2000, here + 2000);
  expect(serverNow()).toBe(here + 3_600_000);
});
