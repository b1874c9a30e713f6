import type { CDPSession, Page } from '@playwright/test';
import { test } from './host';

interface Vitals {
  firstPaint: number;
  largestPaint: number;
  blocked: number;
  shift: number;
  script: number;
  total: number;
}

// As Lighthouse measures phones: a processor four times slower, 1.6 Mbit/s, 150 ms to the server and back.
async function slowDown(cdp: CDPSession) {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 750_000 / 8,
  });
}

// Before anything of the page runs, so that nothing is missed.
async function watch(page: Page) {
  await page.addInitScript(() => {
    const seen = { largestPaint: 0, blocked: 0, shift: 0 };
    Object.assign(window, { seen });
    const observe = (type: string, note: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
    observe('largest-contentful-paint', (entry) => (seen.largestPaint = entry.startTime));
    observe('longtask', (entry) => (seen.blocked += Math.max(0, entry.duration - 50)));
    observe('layout-shift', (entry) => (seen.shift += (entry as PerformanceEntry & { value: number }).value));
  });
}

const read = (page: Page): Promise<Vitals> =>
  page.evaluate(() => {
    const sizes = { script: 0, total: 0 };
    for (const entry of performance.getEntriesByType('resource') as PerformanceResourceTiming[]) {
      sizes.total += entry.encodedBodySize;
      sizes.script += new URL(entry.name).pathname.endsWith('.js') ? entry.encodedBodySize : 0;
    }
    return {
      ...(window as unknown as { seen: Pick<Vitals, 'largestPaint' | 'blocked' | 'shift'> }).seen,
      firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      ...sizes,
    };
  });

const addresses = ['/', '/search?from=LHR&to=JFK&adults=1', '/sign-in'];

for (const kind of ['phone', 'desktop'] as const) {
  test(`vitals on a ${kind}`, async ({ browser, host }) => {
    test.setTimeout(180_000);
    const tomorrow = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    for (const address of addresses) {
      const context = await browser.newContext({
        viewport: kind === 'phone' ? { width: 390, height: 844 } : { width: 1440, height: 900 },
        baseURL: host.url,
      });
      const page = await context.newPage();
      if (kind === 'phone') {
        await slowDown(await context.newCDPSession(page));
      }
      await watch(page);
      await page.goto(address.startsWith('/search') ? `${address}&date=${tomorrow}` : address, {
        waitUntil: 'networkidle',
      });
      const v = await read(page);
      console.log(
        `${kind.padEnd(8)} ${(address.split('?')[0] ?? '').padEnd(10)}` +
          ` first paint ${v.firstPaint.toFixed(0)} ms, largest paint ${v.largestPaint.toFixed(0)} ms, blocked ${v.blocked.toFixed(0)} ms,` +
          ` shift ${v.shift.toFixed(3)}, script ${(v.script / 1000).toFixed(0)} kB, all ${(v.total / 1000).toFixed(0)} kB`,
      );
      await context.close();
    }
  });
}
