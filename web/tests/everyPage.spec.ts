import { readFileSync } from 'node:fs';
import { expectAccessible, expectContrast, expectToFit, inColours } from './accessible';
import { expect, people, signIn, test } from './host';
import { tour, visit, type Stop } from './tour';

const narrow = { width: 320, height: 720 };
// What is left of a window of 1280 by 800 pixels at 200% zoom.
const zoomed = { width: 640, height: 400 };
let stops: Stop[];

test.beforeAll(async ({ host }) => {
  stops = await tour(host);
});

// One visit each: what axe finds, what does not fit, what the page complained about.
for (const who of [undefined, ...(Object.keys(people) as (keyof typeof people)[])]) {
  test(`every page for ${who ?? 'guests'} is accessible, and fits a narrow phone in light and dark, and a window at 200% zoom`, async ({
    page,
  }) => {
    test.setTimeout(240_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
    await page.setViewportSize(narrow);
    if (who) {
      await signIn(page, who);
    }
    for (const stop of stops.filter((s) => s.who === who)) {
      await test.step(stop.name, async () => {
        await page.emulateMedia({ colorScheme: 'light' });
        await visit(page, stop);
        await expectAccessible(page);
        await inColours(page, 'dark');
        await expectContrast(page);
        await expectToFit(page);
        await page.setViewportSize(zoomed);
        await expectToFit(page);
        await page.setViewportSize(narrow);
      });
    }
    expect(complaints).toEqual([]);
  });
}

test('the tour comes by every page that there is', () => {
  const source = readFileSync(new URL('../src/app/routes.tsx', import.meta.url), 'utf8');
  const addresses = [...source.matchAll(/(?:page\(|path:)\s*'(\/?[^'*]+)'/g)].map(([, path]) => path!);
  const visited = stops.map((stop) =>
    typeof stop.at === 'string' ? new URL(stop.at, 'http://site').pathname : stop.name,
  );
  const names = new Map([
    ['/book', 'book'],
    ['/bookings/:id/seats', 'seats'],
    ['/bookings/:id/pay', 'pay'],
    ['/orders/:id/confirmation', 'confirmation'],
  ]);
  const isVisited = (path: string) => {
    const full = path.startsWith('/') ? path : `/console/${path}`;
    const pattern = new RegExp(`^${full.replace(/:\w+/g, '[^/]+')}$`);
    return visited.some((address) => pattern.test(address)) || visited.includes(names.get(full) ?? '');
  };

  expect(addresses.length).toBeGreaterThan(30);
  expect(addresses.filter((path) => !isVisited(path))).toEqual([]);
});
