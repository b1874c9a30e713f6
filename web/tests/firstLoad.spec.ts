import { expect, test } from './host';

// 200 kB, as the browser received it: what a phone waits for before the start page works.
const budget = 200_000;

test('the start page needs at most 200 kB of compressed script', async ({ page }) => {
  await page.goto('/', { waitUntil: 'networkidle' });
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map((entry) => entry as PerformanceResourceTiming)
      .filter((entry) => new URL(entry.name).pathname.endsWith('.js'))
      .map((entry) => ({ name: new URL(entry.name).pathname, bytes: entry.encodedBodySize })),
  );
  const total = scripts.reduce((sum, script) => sum + script.bytes, 0);

  expect(scripts.length).toBeGreaterThan(0);
  expect(total, scripts.map((s) => `${s.name} ${s.bytes}`).join('\n')).toBeLessThanOrEqual(budget);
});
