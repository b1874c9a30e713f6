import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { expect, signIn, test } from './host';
import { dayAhead, Shop, type Bought } from './purchases';

const header = 'code,icao,name,latitude,longitude,elevation,url,time_zone,city_code,country,city,state,county,type';
const airports = [
  header,
  'QQA,XXQA,Upper Test Field,51.5,-1.2,36,,Europe/London,QQA,GB,Upper Test,,,AP',
  'QQB,XXQB,Broken Field,north,-1.3,36,,Europe/London,QQB,GB,Broken,,,AP',
  'QQC,XXQC,Lower Test Field,51.7,-1.4,36,,Europe/London,QQC,GB,Lower Test,,,AP',
].join('\n');

/** Presses the tab key until what has the focus is called so. */
async function tabTo(page: Page, name: string | RegExp) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const at = document.activeElement as HTMLInputElement | null;
      return at?.labels?.[0]?.textContent ?? at?.getAttribute('aria-label') ?? at?.textContent ?? '';
    });
    if (typeof name === 'string' ? focused.trim().startsWith(name) : name.test(focused)) {
      return;
    }
  }
  throw new Error(`The tab key does not lead to ${name}.`);
}

/** A field for airports; its list of choices is called alike. */
const airportField = (page: Page, label: RegExp) => page.locator('input').and(page.getByLabel(label));

/** Chooses a file as if it lay on somebody's disk. */
const chooseFile = (page: Page, name: string, text: string) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test.describe('a flight with travellers on it', () => {
  let flight: string;
  let bookings: Bought[];

  test.beforeAll(async ({ host }) => {
    const shop = new Shop(host.url);
    const journey = { from: 'LHR', to: 'CDG', daysAhead: 1 }; // Within the 48 hours that the list of disruptions shows, at any time of day.
    bookings = [
      await shop.buy(journey),
      await shop.buy({
        ...journey,
        passengers: [
          { givenName: 'Ada', surname: 'Lovelace' },
          { givenName: 'Annabella', surname: 'Lovelace' },
        ],
      }),
      await shop.reserve(journey),
    ];
    flight = bookings[0]!.flightIds[0]!;
    expect(bookings.map((b) => b.flightIds)).toEqual([[flight], [flight], [flight]]);
  });

  test('is cancelled by staff, who see whom it concerns first, and follow it to the last refund', async ({ page }) => {
    await signIn(page, 'operations');
    await page.goto(`/office/board?airport=LHR&date=${dayAhead(1)}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Departures from London (LHR)');
    await expectAccessible(page);
    const designator = flight.split('-')[0]!;
    await page.getByRole('link', { name: designator, exact: true }).click();
    await expect(page.getByRole('table', { name: 'Who has seats' }).getByRole('row')).toHaveCount(4);
    await expectAccessible(page);

    await page.getByRole('link', { name: 'Cancel flight' }).click();
    const [first, second, held] = bookings as [Bought, Bought, Bought];
    const due = Number(first.total.amount) + Number(second.total.amount);
    const concerned = page.getByRole('region', { name: 'Whom it concerns' });
    await expect(concerned).toContainText('Bookings3');
    await expect(concerned).toContainText('Passengers4');
    await expect(concerned).toContainText(
      new Intl.NumberFormat('en-GB', { style: 'currency', currency: first.total.currency }).format(due),
    );
    await expect(concerned.getByRole('row', { name: held.reference })).toContainText('nothing');
    await expectAccessible(page);

    await page.getByLabel('Reason').fill('The runway is closed.');
    await page.getByLabel(`Type ${designator} to confirm`).fill('CT999');
    await page.getByRole('button', { name: 'Cancel the flight and 3 bookings' }).click();
    await expect(page.getByText(`This is not ${designator}.`)).toBeVisible();
    await page.getByLabel(`Type ${designator} to confirm`).fill(designator.toLowerCase());
    await page.getByRole('button', { name: 'Cancel the flight and 3 bookings' }).click();

    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${designator} is cancelled`);
    await expect(page.getByRole('status').filter({ hasText: 'Everything is done' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Bookings cancelled3 of 3');
    await expect(page.getByRole('main')).toContainText('Refunds given2 of 2');
    const table = page.getByRole('table', { name: 'Whom it concerns' });
    await expect(table.getByRole('row', { name: first.reference })).toContainText('Given back');
    await expect(table.getByRole('row', { name: held.reference })).toContainText('Nothing was paid');
    await expectAccessible(page);

    await page.goto('/office');
    const late = page.getByRole('region', { name: /^Late or cancelled/ });
    await expect(late.getByRole('row', { name: designator })).toContainText('The runway is closed.');
    await expectAccessible(page);
  });
});

test('a delay is told with the keyboard alone', async ({ page }) => {
  await signIn(page, 'operations');
  await page.goto(`/office/flights/CT131-${dayAhead(2)}-LHR`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('CT131 LHR – SIN');

  await tabTo(page, 'Delay');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Delay CT131' })).toBeVisible();
  await expect(page.getByLabel('Minutes after the schedule')).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('45');
  await expect(page.getByText('Departs 21:20 instead of 20:35')).toBeVisible();
  await expectAccessible(page);
  await tabTo(page, 'Reason');
  await page.keyboard.type('Late arrival of the aircraft.');
  await tabTo(page, 'Set the delay');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText(/45.?m.* late/)).toBeVisible();
  await expect(page.getByText('planned 20:35')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Late arrival of the aircraft.');
});

test('what the rules forbid is said, and the flight stays as it is', async ({ page }) => {
  await signIn(page, 'operations');
  await page.goto(`/office/flights/CT121-${dayAhead(3)}-LHR?do=departure`);
  await page.getByRole('button', { name: 'It has departed' }).click();

  await expect(page.getByRole('alert')).toContainText('15 minutes');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('main').getByText('Scheduled', { exact: true })).toBeVisible();
});

test('a file is checked, its bad line is shown, and then it is imported; a second time changes nothing', async ({
  page,
}) => {
  await signIn(page, 'operations');
  await page.goto('/office/imports');
  await chooseFile(page, 'airports.csv', airports);
  await expect(page.getByText('airports.csv, ')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Check the file' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check of airports.csv');
  await expect(page.getByRole('status').filter({ hasText: 'nothing was written' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'An import would do this' })).toContainText('New2');
  const problem = page.getByRole('table', { name: 'Problems in the file' }).getByRole('row', { name: 'Error' });
  await expect(problem).toContainText('north');
  await expect(problem.getByRole('cell').first()).toHaveText('3');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Import it now' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import of airports.csv');
  await expect(page.getByRole('status').filter({ hasText: 'Imported.' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What came of it' })).toContainText('New2');

  await page.getByRole('link', { name: 'All imports' }).click();
  await expect(page.getByRole('table', { name: 'Earlier imports and checks' }).getByRole('row')).toHaveCount(3);
  await chooseFile(page, 'airports.csv', airports);
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByText('Everything in the file was known already')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: /choose the file again/ })).toBeVisible();
});

test('an agent sees flights, and nothing that only operations may do', async ({ page }) => {
  await signIn(page, 'agent');
  await page.goto(`/office/flights?designator=CT121&date=${dayAhead(3)}`);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'CT121' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('CT121 LHR – DXB');
  await expect(page.getByRole('heading', { name: 'Seats by cabin' })).toBeVisible();

  for (const name of ['Delay', 'Replace aircraft', 'Departed', 'Cancel flight']) {
    await expect(page.getByRole('main').getByText(name, { exact: true })).toHaveCount(0);
  }
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Imports' })).toHaveCount(0);
  await page.goto(`/office/flights/CT121-${dayAhead(3)}-LHR/cancellation`);
  await expect(page.getByText('Cancelling flights is for operations staff.')).toBeVisible();
  await expect(page.getByLabel('Reason')).toHaveCount(0);
  await page.goto('/office/imports');
  await expect(page.getByRole('alert')).toContainText('for operations staff');
});

test('an aircraft type is registered, a flight is scheduled with it, and it is found with Back and reload', async ({
  page,
}) => {
  await signIn(page, 'operations');
  await page.goto('/office/aircraft');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Register a type' }).click();
  await page.getByLabel('Code').fill('at7');
  await page.getByLabel('Name').fill('ATR 72');
  await page.getByLabel('Range, km').fill('1400');
  await page.getByLabel('Cruising speed, km/h').fill('510');
  await page.getByLabel('Seat letters').fill('AC DF');
  await page.getByRole('textbox', { name: 'Rows', exact: true }).fill('1-12, 14-18');
  await expect(page.getByText('68 seats')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Register' }).click();
  await expect(page.getByRole('row', { name: 'ATR 72' })).toContainText('Economy: 68');

  await page.goto('/office/flights/new');
  await page.getByLabel('Flight number').fill('CT777');
  await page.getByLabel('Date of departure').fill(dayAhead(4));
  await airportField(page, /^From/).fill('LHR');
  await airportField(page, /^To/).fill('EDI');
  await page.getByLabel('Departs').fill('11:05');
  await page.getByLabel('Arrives').fill('12:35');
  await page.getByLabel('Aircraft type').selectOption('AT7');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Put it on sale' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('CT777 LHR – EDI');
  await expect(page.getByText('0 sold, 0 held, 68 free of 68')).toBeVisible();
  await page.getByRole('tab', { name: 'Seat map' }).click();
  await expect(page.getByRole('grid', { name: 'Economy' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('grid', { name: 'Economy' })).toBeVisible();
  await expectAccessible(page);

  await page.goto('/office/flights?designator=CT777');
  await airportField(page, /^From/).fill('LHR');
  await page.getByRole('link', { name: 'CT777' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('CT777 LHR – EDI');
  await page.goBack();
  await expect(page).toHaveURL(/designator=CT777&from=LHR/);
  await page.setViewportSize({ width: 320, height: 640 });
  await expect(page.getByRole('link', { name: 'CT777' })).toBeVisible();
  await expectAccessible(page);
});
