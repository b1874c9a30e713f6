import { resolve } from 'node:path';
import { Host, people, signIn, test } from './host';
import { Shop } from './purchases';

const folder = resolve(import.meta.dirname, '../../docs/images');

/** The pictures of the README: `npm run screenshots -- readme`. */
test('pictures for the README', async ({ browser }) => {
  test.setTimeout(240_000);
  const host = await Host.startWhole();
  const shop = new Shop(host.url);
  const traveller = await shop.signIn(people.traveller);
  const bought = await shop.buy({
    token: traveller,
    passengers: [
      { givenName: 'Tara', surname: 'Traveller' },
      { givenName: 'Grace', surname: 'Hopper' },
    ],
  });
  const pictures = [
    { name: 'home', who: undefined, at: '/' },
    { name: 'booking', who: 'traveller', at: `/bookings/${bought.id}` },
    { name: 'causation', who: 'operations', at: `/console/graph?of=${bought.reference}` },
    { name: 'failures', who: 'operations', at: '/console/failures' },
  ] as const;
  for (const { name, who, at } of pictures) {
    const context = await browser.newContext({
      baseURL: host.url,
      viewport: { width: 1280, height: 860 },
      locale: 'en-GB',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    if (who) {
      await signIn(page, who);
    }
    await page.goto(at);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle', { timeout: 4000 }).catch(() => undefined);
    await page.screenshot({ path: `${folder}/${name}.png` });
    await context.close();
  }
  await host.stop();
});
