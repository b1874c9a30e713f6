import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { people, signIn, test } from './host';
import { tour, visit } from './tour';

const folder = process.env.SCREENSHOTS ?? resolve(import.meta.dirname, '../../artifacts/screenshots');
const widths = { 390: 844, 1440: 900 } as const;

/** Pictures of every page as phones and desktops show it, for people to look at: `npm run screenshots`; DARK=1 for dark colours. */
test('pictures of every page', async ({ browser, host }) => {
  test.setTimeout(900_000);
  const stops = await tour(host);
  for (const [width, height] of Object.entries(widths)) {
    mkdirSync(join(folder, width), { recursive: true });
    for (const who of [undefined, ...(Object.keys(people) as (keyof typeof people)[])]) {
      const context = await browser.newContext({
        baseURL: host.url,
        viewport: { width: Number(width), height },
        locale: 'en-GB',
        colorScheme: process.env.DARK ? 'dark' : 'light',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      if (who) {
        await signIn(page, who);
      }
      for (const stop of stops.filter((s) => s.who === who)) {
        await visit(page, stop);
        await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined);
        await page.screenshot({ path: join(folder, width, `${stop.name}.png`), fullPage: true });
      }
      await context.close();
    }
  }
});
