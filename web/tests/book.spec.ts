import { expectAccessible } from './accessible';
import {
  ada,
  bookToPay,
  bookToSeats,
  cards,
  charles,
  chooseOffer,
  expectBooked,
  fillCard,
  fillPassengers,
  inDays,
  orderShown,
  pay,
} from './booking';
import { expect, Host, people, test } from './host';

test('two adults choose an offer, seats, pay, and get their tickets', async ({ page, host }) => {
  await page.goto(`/search?from=LHR&to=JFK&date=${inDays(3)}&adults=2&cabin=economy`);
  const journey = page.getByRole('article').first();
  await journey.getByRole('button', { name: /^Economy/ }).click();
  await journey.getByRole('button', { name: /^Choose Standard/ }).click();
  await expectAccessible(page);
  await fillPassengers(page, ada, charles);
  await page.getByRole('button', { name: 'Continue' }).click();

  const seats = page.getByRole('grid');
  await seats.getByRole('button', { name: /^30A, window, free/ }).click();
  await expect(page.getByRole('radio', { name: /Charles Babbage/ })).toBeChecked();
  await seats.getByRole('button', { name: /^30B, middle, free/ }).click();
  await expect(page.getByText('2 of 2 seats chosen')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Continue to payment' }).click();

  await expect(page.getByLabel('Card number')).toBeVisible();
  await expectAccessible(page);
  await pay(page, cards.good);

  await expectBooked(page);
  const tickets = page.getByRole('region', { name: 'Tickets and seats' });
  await expect(tickets).toContainText(/Ada Lovelace.*Ticket 987\d{10}.*30A/s);
  await expect(tickets).toContainText(/Charles Babbage.*Ticket 987\d{10}.*30B/s);
  await expect(tickets).toContainText('Visa •••• 4242');
  await expectAccessible(page);
  const order = await orderShown(page, host);
  expect(order.payments.map((payment) => payment.status)).toEqual(['captured']);
});

test('what was typed survives a reload, and what is wrong is told at its field', async ({ page, host }) => {
  await chooseOffer(page, host, 1);
  await page.getByLabel('Given names').fill('Ada 2');
  await page.getByLabel('Surname').fill('Lovelace');
  await page.getByLabel('Date of birth').fill('2020-01-01');
  await page.getByRole('button', { name: 'Continue' }).click();

  await expect(page.getByLabel('Given names')).toBeFocused();
  await expect(page.getByLabel('Given names')).toHaveAccessibleDescription(/letters, spaces, hyphens/);
  await expect(page.getByLabel('Date of birth')).toHaveAccessibleDescription(/an adult must be 12 or older/);
  await expect(page.getByText('3 fields need a look.')).toBeVisible();
  await expectAccessible(page);

  await page.reload();
  await expect(page.getByLabel('Given names')).toHaveValue('Ada 2');
  await expect(page.getByLabel('Date of birth')).toHaveValue('2020-01-01');
});

test('an offer whose price is no longer guaranteed is not booked, and the search is repeated with what was typed', async ({
  page,
  host,
}) => {
  await chooseOffer(page, host, 1, { priceGuaranteedUntil: new Date(Date.now() - 1000).toISOString() });

  await expect(page.getByRole('alert')).toContainText('The price is no longer guaranteed');
  await expect(page.getByRole('button', { name: 'Continue' })).toBeDisabled();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Search again' }).click();
  await expect(page).toHaveURL(/\/search\?from=LHR&to=JFK&date=.*adults=1/);
});

test('going back to mend a name holds the seats once', async ({ page, host }) => {
  await bookToSeats(page, host, { ...ada, givenName: 'Adda' });
  const first = page.url();
  await page.goBack();
  await expect(page.getByText('You hold seats on this flight already')).toBeVisible();

  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  expect(page.url(), 'the same again is the same booking').toBe(first);
  await page.goBack();
  await page.getByLabel('Given names').fill('Ada');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('radio', { name: /^Ada Lovelace/ })).toBeVisible();
  expect(page.url()).not.toBe(first);

  await page.goto(first);
  await expect(page.getByRole('heading', { name: 'The booking was cancelled' })).toBeVisible();
  await expectAccessible(page);
});

test('seats are chosen by keyboard alone, and every seat says what it is', async ({ page, host }) => {
  await bookToSeats(page, host, ada);
  const seat = (name: string) => page.getByRole('grid').getByRole('button', { name: new RegExp(`^${name}, `) });

  await seat('20A').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(seat('20D')).toBeFocused();
  await expect(seat('20D')).toHaveAccessibleName('20D, aisle, exit row, free');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await expect(seat('21A')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(seat('21A')).toHaveAccessibleName('21A, window, your seat');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Continue to payment' })).toBeFocused();
});

test('of two who want one seat, one gets it and the other is told and keeps theirs', async ({
  page,
  host,
  browser,
}) => {
  const context = await browser.newContext({ baseURL: host.url });
  const rival = await context.newPage();
  const offer = await bookToSeats(page, host, ada, charles);
  // The rival books the same flight.
  await rival.goto('/sign-in');
  await rival.evaluate(
    (kept) => sessionStorage.setItem('contrail.selected-offer', kept),
    (await page.evaluate(() => sessionStorage.getItem('contrail.selected-offer')))!,
  );
  await rival.goto('/book');
  await fillPassengers(rival, { ...ada, surname: 'Rival' }, { ...charles, surname: 'Rival' });
  await rival.getByRole('button', { name: 'Continue' }).click();
  const seat = (who: typeof page, name: string) =>
    who.getByRole('grid').getByRole('button', { name: new RegExp(`^${name}, `) });
  await seat(rival, '40A').click();
  await expect(seat(rival, '40A')).toHaveAccessibleName(/your seat|seat of/);
  await expect(seat(page, '40A'), 'seen without asking').toHaveAccessibleName(/taken just now/, { timeout: 10_000 });

  // From here on the first no longer sees what the rival does.
  await page.route(`**/api/flights/${offer.flights[0]!.id}/seats`, (route) => route.abort());
  await seat(page, '41A').click();
  await expect(page.getByText('1 of 2 seats chosen')).toBeVisible();
  await seat(rival, '41B').click();
  await expect(rival.getByText('2 of 2 seats chosen')).toBeVisible();
  await seat(page, '41B').click();

  await expect(page.getByRole('alert')).toContainText('41B was taken a moment ago');
  await expect(page.getByText('1 of 2 seats chosen')).toBeVisible();
  await expect(seat(page, '41A')).toHaveAccessibleName(/seat of Ada Lovelace/);
  await expectAccessible(page);
  await context.close();
});

test('a declined card is told with the attempts that are left, and another pays', async ({ page, host }) => {
  await bookToPay(page, host);
  await pay(page, cards.declined);

  const notice = page.getByRole('alert');
  await expect(notice).toContainText('The card was declined');
  await expect(notice).toContainText('You can try 2 more cards');
  await expect(page.getByLabel('Card number'), 'nothing of the card is kept').toHaveValue('');
  await expectAccessible(page);
  await pay(page, cards.good);

  await expectBooked(page);
  const order = await orderShown(page, host);
  expect(order.payments.map((payment) => payment.status)).toEqual(['failed', 'captured']);
});

test('after the third declined card the seats are given back and nothing is charged', async ({ page, host }) => {
  await bookToPay(page, host);
  for (const left of ['2 more cards', 'one more card']) {
    await pay(page, cards.declined);
    await expect(page.getByRole('alert')).toContainText(left);
  }
  await pay(page, cards.declined);

  await expect(page.getByRole('heading', { name: 'The booking could not be paid' })).toBeVisible();
  await expect(page.getByText('None of the 3 cards could be charged')).toBeVisible();
  await expect(page.getByText('Nothing was charged.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Search for the same flight again' })).toBeVisible();
  await expectAccessible(page);
});

test('a reload while the bank thinks changes nothing: one payment, one ticket', async ({ browser }) => {
  const host = await Host.start('--webhook-delay', '10s');
  const context = await browser.newContext({ baseURL: host.url });
  const page = await context.newPage();
  await bookToPay(page, host);
  await pay(page, cards.late);
  await expect(page.getByText('Your request is safe')).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByText('Your request is safe')).toBeVisible();

  await expectBooked(page);
  expect((await orderShown(page, host)).payments.map((payment) => payment.status)).toEqual(['captured']);
  await context.close();
  await host.stop();
});

test('a card whose answers are lost on the way is charged once', async ({ page, host }) => {
  await bookToPay(page, host);
  await pay(page, cards.answerLost);

  await expectBooked(page);
  expect((await orderShown(page, host)).payments.map((payment) => payment.status)).toEqual(['captured']);
});

test('while a bank keeps silent, the page says what happens next and nothing can be paid again', async ({
  page,
  host,
}) => {
  await page.clock.install();
  await bookToPay(page, host);
  await pay(page, cards.silent);
  await expect(page.getByText('Your request is safe')).toBeVisible();
  await page.clock.fastForward(11_000);

  await expect(page.getByText('You need not wait here')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('Your request is safe')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0);
});

test('a flight is bought by keyboard alone, and every page begins with its heading', async ({ page, host }) => {
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  await chooseOffer(page, host, 1);
  await page.getByLabel('Given names').focus();
  for (const text of ['Ada', 'Lovelace']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('12101990');
  await page.getByLabel('E-mail address').focus();
  await page.keyboard.type('ada@example.org');
  await page.keyboard.press('Enter');
  await expect(heading('Choose your seats')).toBeFocused();
  await page.getByRole('link', { name: 'Continue without choosing' }).press('Enter');
  await expect(heading('Pay')).toBeFocused();
  await page.getByLabel('Card number').focus();
  for (const text of [cards.good, '1239', '123', 'Ada Lovelace']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await expect(page.getByRole('button', { name: /^Pay/ })).toBeFocused();
  await page.keyboard.press('Enter');

  await expectBooked(page);
  await expect(heading('You are booked')).toBeFocused();
});

test('a double click on Pay pays once', async ({ page, host }) => {
  await bookToPay(page, host);
  await fillCard(page, cards.good);
  await page.getByRole('button', { name: /^Pay/ }).dblclick();

  await expectBooked(page);
  expect((await orderShown(page, host)).payments).toHaveLength(1);
});

test('a connection that is lost when Pay is pressed is told, and the payment goes through once when it is back', async ({
  page,
  host,
  context,
}) => {
  await bookToPay(page, host);
  await fillCard(page, cards.good);
  await context.setOffline(true);
  await page.getByRole('button', { name: /^Pay/ }).click();
  await expect(page.getByRole('alert')).toContainText('The connection is lost');
  await expect(page.getByText('will not charge you twice')).toBeVisible();
  await context.setOffline(false);

  await expectBooked(page);
  expect((await orderShown(page, host)).payments).toHaveLength(1);
});

test('an answer of ours that is lost on the way does not charge twice', async ({ page, host }) => {
  await bookToPay(page, host);
  let lost = 0;
  await page.route('**/api/orders/*/payments', async (route) => {
    if (lost++ === 0) {
      await route.fetch();
      await route.abort();
      return;
    }
    await route.continue();
  });
  await pay(page, cards.good);

  await expectBooked(page);
  expect((await orderShown(page, host)).payments).toHaveLength(1);
});

test('a flight that is cancelled while somebody pays is told on the page', async ({ browser }) => {
  // The others sell the same flights.
  const host = await Host.start();
  const context = await browser.newContext({ baseURL: host.url });
  const page = await context.newPage();
  const offer = await bookToPay(page, host);
  const [email, password] = people.operations;
  const json = { 'Content-Type': 'application/json' };
  const signedIn = await fetch(`${host.url}/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email, password, kind: 'token' }),
  });
  const { accessToken: token } = (await signedIn.json()) as { accessToken: string };
  const cancelled = await fetch(`${host.url}/api/flights/${offer.flights[0]!.id}/cancellation`, {
    method: 'POST',
    headers: { ...json, Authorization: `Bearer ${token}` },
    body: JSON.stringify({ reason: 'Fog over the hub.' }),
  });
  expect(cancelled.status).toBe(200);

  await expect(page.getByRole('heading', { name: 'A flight of this booking was cancelled' })).toBeVisible();
  await expect(page.getByText('Nothing was charged.')).toBeVisible();
  await expectAccessible(page);
  await context.close();
  await host.stop();
});

test('the time to pay runs out on screen, on the clock of the server', async ({ browser }) => {
  const host = await Host.start('--hold', '12s', '--clock', '2027-03-01T12:00:00Z');
  const context = await browser.newContext({ baseURL: host.url });
  const page = await context.newPage();
  const date = '2027-03-03';
  const answer = await fetch(`${host.url}/api/offers?from=LHR&to=JFK&date=${date}`);
  const { items } = (await answer.json()) as { items: { cabin: string }[] };
  const search = { from: 'LHR', to: 'JFK', date, adults: 1, children: 0, infants: 0, cabin: items[0]!.cabin };
  await page.goto('/sign-in');
  await page.evaluate(
    (kept) => sessionStorage.setItem('contrail.selected-offer', kept),
    JSON.stringify({ offer: items[0], search }),
  );
  await page.goto('/book');
  await fillPassengers(page, ada);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: 'Continue without choosing' }).click();
  await expect(page.getByRole('timer')).toHaveText(/^0:\d\d$/);
  await expect(page.getByLabel('Card number')).toBeVisible();

  await expect(page.getByText('The time to pay is over')).toBeVisible();
  await expect(page.getByLabel('Card number')).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Your seats have been given back' })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Search for the same flight again' }).click();
  await expect(page).toHaveURL(/\/search\?from=LHR&to=JFK&date=2027-03-03/);
  await context.close();
  await host.stop();
});
