import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { expect, people, test } from './host';
import { Shop } from './purchases';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

// The small demo airline has flights on the next five days.
const day = inDays(2);

const found = (page: Page) => page.getByRole('article');

/** An amount on the page as a number: `€1,324.50`. */
const amountOf = async (place: Locator) => Number((await place.innerText()).replace(/[^\d.]/g, ''));

async function choosePlace(page: Page, field: 'From' | 'To', text: string, ...keys: string[]) {
  const input = page.getByRole('combobox', { name: field, exact: true });
  await input.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
  await expect(page.getByRole('listbox', { name: field }).getByRole('option').first()).toContainText(text, {
    ignoreCase: true,
  });
  for (const key of [...keys, 'Enter']) {
    await page.keyboard.press(key);
  }
  return input;
}

test('places, travellers and a day are chosen by keyboard alone, and lead to flights', async ({ page }) => {
  await page.goto('/');
  await expectAccessible(page);

  const from = await choosePlace(page, 'From', 'lond', 'ArrowDown');
  await expect(from).toHaveValue(/^London \((LCY|LHR)\)$/);
  // One down and one up again is the first: all airports of the city.
  await choosePlace(page, 'From', 'lond', 'ArrowDown', 'ArrowUp');
  await expect(from).toHaveValue('London (LON)');
  const to = await choosePlace(page, 'To', 'New');
  await expect(to).toHaveValue('New York (JFK)');
  await page.getByLabel('Departure').fill(day);
  const travellers = page.getByRole('button', { name: /^Travellers/ });
  await travellers.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'One more: Adults' }).press('Enter');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(travellers).toBeFocused();
  await expect(travellers).toContainText('2 adults');
  await page.getByRole('button', { name: 'Search flights' }).press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'London to New York' })).toBeVisible();
  await expect(found(page)).toHaveCount(1);
  await expect(found(page)).toContainText('CT101');
  await expectAccessible(page);
});

test('what is missing is said at the field, in words, and the first such field has the focus', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Search flights' }).click();

  const from = page.getByRole('combobox', { name: 'From', exact: true });
  await expect(from).toBeFocused();
  await expect(from).toHaveAccessibleDescription('Choose where you start, from the list.');
  await expect(page.getByLabel('Departure')).toHaveAccessibleDescription('Choose a day.');
  await choosePlace(page, 'From', 'LHR');
  await choosePlace(page, 'To', 'LHR');
  await page.getByLabel('Departure').fill(inDays(-1));
  await page.getByRole('button', { name: 'Search flights' }).click();

  await expect(page.getByText('Origin and destination are the same.')).toBeVisible();
  await expect(page.getByText('This day is past.')).toBeVisible();
});

test('no more can be chosen to travel than one booking holds, and no infant without a lap', async ({ page }) => {
  await page.goto('/?adults=8&infants=1');
  await page.getByRole('button', { name: /^Travellers/ }).click();

  await expect(page.getByRole('status').filter({ hasText: 'up to 9 travellers' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'One more: Children' })).toBeDisabled();
  await expect(page.getByRole('button', { name: /^Travellers/ })).toContainText('8 adults, 1 infant');
});

test('whoever fills in the day and presses Search in one breath searches for that day', async ({ page }) => {
  await page.goto('/?from=LHR&to=JFK');

  // As fast as can be: nothing is drawn in between.
  await page.getByLabel('Departure').evaluate((input: HTMLInputElement, value) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, value);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.form!.requestSubmit();
  }, day);

  await expect(found(page)).toHaveCount(1);
});

test('a search is remembered, one press away', async ({ page }) => {
  await page.goto('/?from=LHR&to=JFK');
  await page.getByLabel('Departure').fill(day);
  await page.getByRole('button', { name: 'Search flights' }).click();
  await expect(found(page)).toHaveCount(1);
  await page.goto('/');

  await page.getByRole('link', { name: /^London to New York/ }).click();

  await expect(found(page)).toHaveCount(1);
});

test('sorting, filters and the opened fares are in the address and survive a reload', async ({ page }) => {
  await page.goto(`/search?from=EDI&to=DXB&date=${day}&adults=1&cabin=economy`);
  await expect(found(page)).not.toHaveCount(0);
  await page.getByLabel('Sort by').selectOption('Travel time');
  await page.getByText('Morning, 6–12').click();
  await found(page)
    .first()
    .getByRole('button', { name: /^Economy/ })
    .click();
  await page.reload();

  await expect(page.getByLabel('Sort by')).toHaveValue('duration');
  await expect(page.getByRole('checkbox', { name: 'Morning, 6–12' })).toBeChecked();
  await expect(page.getByRole('button', { name: 'Choose Light' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Direct flights only').check();
  await expect(page.getByRole('heading', { name: 'No flight matches the filters' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(found(page)).not.toHaveCount(0);
  await expect(page).not.toHaveURL(/stops|times/);
});

test('the parts of the price add up to the total, for two adults, a child and an infant', async ({ page }) => {
  await page.goto(`/search?from=LHR&to=JFK&date=${day}&adults=2&children=1&infants=1&cabin=economy`);
  await found(page)
    .getByRole('button', { name: /^Economy/ })
    .click();
  const fares = page.getByRole('region', { name: 'Fares in Economy' });
  const details = fares.getByRole('group').filter({ hasText: 'What the price is made of' }).first();
  await details.getByText('What the price is made of').click();
  const tables = details.getByRole('table');
  await expect(tables).toHaveCount(3);

  let sum = 0;
  for (const [index, count] of [2, 1, 1].entries()) {
    const cells = await tables.nth(index).getByRole('cell').all();
    const amounts = await Promise.all(cells.map(amountOf));
    const lines = amounts.slice(0, -1).reduce((all, amount) => all + amount, 0);
    expect(amounts.at(-1)).toBeCloseTo(lines * count, 2);
    sum += lines * count;
  }
  const total = await amountOf(fares.getByText('for all 4 travellers').first().locator('..').getByText('€'));
  expect(sum).toBeCloseTo(total, 2);
  await expectAccessible(page);
});

test('a fare that is chosen leads to the booking, and Back to the results as they were', async ({ page }) => {
  await page.goto(`/search?from=LHR&to=JFK&date=${day}&adults=1&cabin=economy`);
  await found(page)
    .getByRole('button', { name: /^Business/ })
    .click();
  await page.getByRole('button', { name: 'Choose Flex' }).click();

  await expect(page).toHaveURL(/\/book$/);
  const kept = await page.evaluate(() => JSON.parse(sessionStorage.getItem('contrail.selected-offer') ?? 'null'));
  expect(kept.offer).toMatchObject({ cabin: 'business', family: 'flex' });
  expect(kept.search).toMatchObject({ from: 'LHR', to: 'JFK', date: day });
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Choose Flex' })).toBeVisible();
});

test('a day nearby is one press away and shows its price', async ({ page }) => {
  await page.goto(`/search?from=LHR&to=JFK&date=${day}&adults=1&cabin=economy`);
  const days = page.getByRole('navigation', { name: 'Days nearby' });
  await expect(days.locator('[aria-current]')).toContainText('€');
  const next = days.getByRole('link').nth(3);
  await expect(next).toContainText('€');
  await next.click();

  await expect(page).toHaveURL(new RegExp(`date=${inDays(3)}`));
  await expect(found(page)).toHaveCount(1);
});

test('without flights it says what flies instead', async ({ page }) => {
  await page.goto(`/search?from=LCY&to=JFK&date=${day}&adults=1&cabin=economy`);

  await expect(page.getByRole('heading', { name: 'No flights on this day' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'From London Heathrow' }).click();
  await expect(found(page)).toHaveCount(1);
});

test('what the API refuses is said in its words', async ({ page }) => {
  await page.goto(`/search?from=LHR&to=JFK&date=${inDays(-2)}&adults=1&cabin=economy`);
  await expect(page.getByRole('alert')).toContainText('is past in London');
  await page.goto(`/search?from=XXX&to=JFK&date=${day}&adults=1&cabin=economy`);
  await expect(page.getByRole('alert')).toContainText('XXX');
});

test('airports chosen in the list below the map fill the form', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('heading', { name: 'What you can rely on' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('img', { name: /^Map of our routes/ })).toBeVisible();
  await page.getByRole('list', { name: 'Airports' }).getByRole('button', { name: /LHR/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'From London' })).toBeVisible();
  await page
    .getByRole('list', { name: 'Direct flights' })
    .getByRole('button', { name: /^New York/ })
    .click();

  await expect(page.getByRole('combobox', { name: 'From', exact: true })).toHaveValue('London (LHR)');
  await expect(page.getByRole('combobox', { name: 'To', exact: true })).toHaveValue('New York (JFK)');
  await expect(page.getByLabel('Departure')).toBeFocused();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'To', exact: true })).toHaveValue('New York (JFK)');
});

test('an airport on the map itself fills the form', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('heading', { name: 'What you can rely on' }).scrollIntoViewIfNeeded();
  // The circle around the point of Sydney, which is what a finger hits.
  await page.locator('g', { has: page.locator('title', { hasText: 'Sydney' }) }).click();

  await expect(page.getByRole('combobox', { name: 'From', exact: true })).toHaveValue('Sydney (SYD)');
});

test('sold out is shown as such and cannot be chosen', async ({ page, host }) => {
  const shop = new Shop(host.url);
  const token = await shop.signIn(people.operations);
  const cabins = [{ cabin: 'economy', letters: 'A', rows: ['1'] }];
  const aircraft = { code: 'ONE', name: 'One seat', rangeKm: 5000, cruiseKmh: 800, cabins };
  await shop.ask('POST', '/api/aircraft-types', aircraft, token);
  const times = { departsLocal: '09:00', arrivesLocal: '11:15' };
  const flight = { designator: 'CT990', date: day, from: 'LCY', to: 'CDG', ...times, aircraft: 'ONE' };
  await shop.ask('POST', '/api/flights', flight, token);
  await page.goto(`/search?from=LCY&to=CDG&date=${day}&adults=2&cabin=economy`);

  const cabin = found(page).getByRole('button', { name: /^Economy/ });
  await expect(cabin).toContainText('Sold out');
  await expect(cabin).toBeDisabled();
});

for (const [scheme, width] of [
  ['light', 320],
  ['dark', 390],
] as const) {
  test(`all of it fits ${width} px in ${scheme} colours`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 700 });
    await page.goto('/?from=LHR');
    await page.getByRole('heading', { name: 'What you can rely on' }).scrollIntoViewIfNeeded();
    await expect(page.getByRole('list', { name: 'Direct flights' })).toBeVisible();
    await expectAccessible(page);
    await page.goto(`/search?from=EDI&to=DXB&date=${day}&adults=2&children=1&cabin=economy`);
    await found(page)
      .first()
      .getByRole('button', { name: /^Economy/ })
      .click();
    await page.getByText('What the price is made of').first().click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('combobox', { name: 'To', exact: true }).focus();
    await expect(page.getByRole('listbox', { name: 'To' })).toBeVisible();
    await expectAccessible(page);
  });
}

test('a place that was pointed at is the one that is chosen, although another list is on its way', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route('**/api/airports?*lond*', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/');
  const input = page.getByRole('combobox', { name: 'From', exact: true });
  const options = page.getByRole('listbox', { name: 'From' }).getByRole('option');
  await input.click();
  await page.keyboard.type('lon');
  await expect(options.first()).toContainText('London');
  const asked = page.waitForRequest('**/api/airports?*lond*');
  await page.keyboard.type('d');
  await asked;
  await page.keyboard.press('ArrowDown');
  const second = await options.nth(1).innerText();
  await page.keyboard.press('Enter');
  release();

  await expect(input).toHaveValue(/\([A-Z]{3}\)$/);
  expect(second).toContain((await input.inputValue()).slice(-4, -1));
});

test('whoever types faster than the answer comes gets the place that they meant', async ({ page }) => {
  let release = () => {};
  let held = Promise.resolve();
  const hold = () => (held = new Promise((done) => (release = done)));
  await page.route('**/api/airports?*', async (route) => {
    const answer = await route.fetch();
    await held;
    await route.fulfill({ response: answer });
  });
  await page.goto('/');
  for (const [field, typed, key, meant] of [
    ['From', 'jfk', 'Enter', 'New York (JFK)'],
    ['To', 'dub', 'Tab', /^Dub/],
  ] as const) {
    const input = page.getByRole('combobox', { name: field });
    await input.click();
    hold();
    await page.keyboard.type(typed);
    await page.keyboard.press(key);
    release();
    await expect(input).toHaveValue(meant);
  }
});
