import { expectAccessible } from './accessible';
import { expect, people, signIn, test } from './host';
import { giveKeys, Shop, type Bought } from './purchases';

const wide = { width: 1280, height: 800 };
const narrow = { width: 320, height: 640 };

/** As the site shows an amount. */
const shown = ({ amount, currency }: { amount: string; currency: string }) =>
  new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(Number(amount));

interface Settlement {
  refund: Bought['total'];
  retained: Bought['total'];
}

test('a booking is found by its reference and a surname, and shows who flies and what was paid', async ({
  page,
  host,
}) => {
  const bought = await new Shop(host.url).buy();
  await page.goto('/find');
  await expectAccessible(page);
  await page.getByLabel('Booking reference').fill(bought.reference.toLowerCase());
  await page.getByLabel('Surname').fill('hopper');
  await page.getByRole('button', { name: 'Find booking' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'London to New York' })).toBeVisible();
  await expect(page.getByText(bought.reference)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Travellers' })).toContainText(
    /Grace Hopper.*Seat \d+[A-K].*Ticket 987-/s,
  );
  await expect(page.getByRole('region', { name: 'Price' })).toContainText(shown(bought.total));
  await expect(page.getByRole('region', { name: 'Payments' })).toContainText('Card ending in 4242');
  const story = page.getByRole('list', { name: 'Events of this booking, latest first' });
  await expect(story.getByRole('listitem').last()).toContainText('A seat is held.');
  await expect(story).toContainText('The booking is confirmed');
  await expectAccessible(page);

  await page.goto('/trips');
  await expect(page.getByRole('link', { name: 'London to New York' })).toBeVisible();
  await expectAccessible(page);
});

test('a wrong surname finds nothing, and says no more than that', async ({ page, host }) => {
  const bought = await new Shop(host.url).reserve();
  await page.goto('/find');
  await page.getByLabel('Booking reference').fill(bought.reference);
  await page.getByLabel('Surname').fill('Lovelace');
  await page.getByRole('button', { name: 'Find booking' }).click();

  await expect(page.getByRole('alert')).toContainText('no booking with this reference and surname');
  await expect(page).toHaveURL(/\/find$/);
});

test('too many tries to find a booking are explained', async ({ page }) => {
  await page.route('**/api/bookings?*', (route) =>
    route.fulfill({
      status: 429,
      headers: { 'Retry-After': '30' },
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 429, title: 'Too many requests', code: 'Too_Many_Requests', retryable: true }),
    }),
  );
  await page.goto('/find');
  await page.getByLabel('Booking reference').fill('QWRT23');
  await page.getByLabel('Surname').fill('Hopper');
  await page.getByRole('button', { name: 'Find booking' }).click();

  await expect(page.getByRole('alert')).toContainText('Wait a minute');
});

test('what cancelling gives back is shown before, and is what is given back', async ({ page, host }) => {
  const shop = new Shop(host.url);
  const bought = await shop.buy();
  const quote = await shop.ask<Settlement>(
    'GET',
    `/api/bookings/${bought.id}/cancellation-quote`,
    undefined,
    bought.token,
  );
  expect(Number(quote.retained.amount), 'the fare keeps something').toBeGreaterThan(0);
  await giveKeys(page, bought);
  await page.goto(`/bookings/${bought.id}`);
  await page.getByRole('button', { name: 'Cancel booking…' }).click();

  const dialog = page.getByRole('dialog', { name: 'Cancel this booking?' });
  await expect(dialog).toContainText(shown(quote.retained));
  await expectAccessible(page);
  await dialog.getByRole('button', { name: `Cancel and get ${shown(quote.refund)} back` }).dblclick();

  await expect(dialog).toBeHidden();
  await expect(page.getByText('This booking is cancelled')).toBeVisible();
  await expect(page.getByText(`${shown(quote.refund)} was given back to you.`)).toBeVisible();
  await expect(page.getByText(`${shown(quote.retained)} is kept`)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Payments' })).toContainText(/Refund.*Refunded/s);
  const story = page.getByRole('list', { name: 'Events of this booking, latest first' });
  await expect(story).toContainText('The traveller cancelled the booking.');
  await expect(story).toContainText('was given back to the card that paid');
  await expect(page.getByRole('button', { name: 'Cancel booking…' })).toBeHidden();
  await expectAccessible(page);
  const order = await shop.ask<{ refunds: { amount: Bought['total'] }[] }>(
    'GET',
    `/api/orders/${bought.orderId}`,
    undefined,
    bought.token,
  );
  expect(order.refunds.map((refund) => refund.amount)).toEqual([quote.refund]);
});

test('the question whether to cancel survives a reload, and Back closes it', async ({ page, host }) => {
  const bought = await new Shop(host.url).buy();
  await giveKeys(page, bought);
  await page.goto(`/bookings/${bought.id}`);
  await page.getByRole('button', { name: 'Cancel booking…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('You get back');
  await page.reload();
  await expect(dialog).toContainText('You get back');
  await page.goBack();

  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: 'London to New York' })).toBeVisible();
});

test('no answer to a cancellation is told honestly, and pressing again cancels once', async ({
  page,
  host,
  context,
}) => {
  const shop = new Shop(host.url);
  const bought = await shop.buy();
  await giveKeys(page, bought);
  await page.goto(`/bookings/${bought.id}?cancel=yes`);
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: /^Cancel and get/ });
  await expect(confirm).toBeVisible();
  await context.setOffline(true);
  await confirm.click();
  await expect(dialog.getByRole('alert')).toContainText('Pressing again does not cancel twice');
  await context.setOffline(false);
  await confirm.click();

  await expect(page.getByText('This booking is cancelled')).toBeVisible();
});

test('a booking is cancelled with the keyboard only', async ({ page, host }) => {
  const bought = await new Shop(host.url).buy();
  await giveKeys(page, bought);
  await page.goto(`/bookings/${bought.id}`);
  const opener = page.getByRole('button', { name: 'Cancel booking…' });
  await expect(opener).toBeVisible();
  for (let presses = 0; presses < 40 && !(await opener.evaluate((e) => e === document.activeElement)); presses += 1) {
    await page.keyboard.press('Tab');
  }
  await expect(opener).toBeFocused();
  await page.keyboard.press('Enter');

  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: /^Cancel and get/ });
  await expect(confirm).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(confirm).toBeVisible();
  for (let presses = 0; presses < 10 && !(await confirm.evaluate((e) => e === document.activeElement)); presses += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');

  await expect(page.getByText('This booking is cancelled')).toBeVisible();
});

test('when staff cancel the flight, the open page of the traveller tells it, and what happens to the money', async ({
  page,
  host,
}) => {
  const shop = new Shop(host.url);
  const bought = await shop.buy({ to: 'DXB', daysAhead: 4, family: 'light' });
  await giveKeys(page, bought);
  await page.goto(`/bookings/${bought.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  const operations = await shop.signIn(people.operations);
  const reason = { reason: 'The runway is closed by snow.' };
  await shop.ask('POST', `/api/flights/${bought.flightIds[0]}/cancellation`, reason, operations, `snow-${bought.id}`);

  const news = page.getByRole('alert').filter({ hasText: 'to Dubai was cancelled' });
  await expect(news).toContainText('The runway is closed by snow.');
  await expect(news).toContainText(`${shown(bought.total)} was given back to you.`);
  await expect(page.getByRole('list', { name: 'Events of this booking, latest first' })).toContainText(
    'because the airline does not fly',
  );
  await expectAccessible(page);
});

test('a delay is told with the new times', async ({ page, host }) => {
  const shop = new Shop(host.url);
  const bought = await shop.buy({ to: 'CDG', daysAhead: 4 });
  await giveKeys(page, bought);
  await page.goto(`/bookings/${bought.id}`);
  const operations = await shop.signIn(people.operations);
  const delay = { minutes: 95, reason: 'The aircraft arrives late.' };
  await shop.ask('POST', `/api/flights/${bought.flightIds[0]}/delay`, delay, operations, `late-${bought.id}`);

  await expect(page.getByRole('list', { name: 'Events of this booking, latest first' })).toContainText(
    'The aircraft arrives late.',
  );
  await page.reload();
  await expect(page.getByText(/is delayed by 1 hr,? 35 mins?/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Flights' })).toContainText('instead of');
});

test('my trips put what must be paid first, and keep what was cancelled apart', async ({ page, host }) => {
  const shop = new Shop(host.url);
  const paid = await shop.buy({ daysAhead: 2 });
  const held = await shop.reserve({ daysAhead: 4 });
  const cancelled = await shop.reserve({ daysAhead: 3 });
  await shop.ask('POST', `/api/bookings/${cancelled.id}/cancellation`, undefined, cancelled.token, `x-${cancelled.id}`);
  await giveKeys(page, paid, held, cancelled);
  await page.setViewportSize(narrow);
  await page.goto('/trips');

  const trips = page.getByRole('tabpanel').getByRole('listitem');
  await expect(trips).toHaveCount(2);
  await expect(trips.first()).toContainText(held.reference);
  await expect(trips.first().getByRole('timer')).toBeVisible();
  await expect(trips.first().getByRole('link', { name: `Pay now: ${shown(held.total)}` })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Cancelled (1)' }).click();
  await expect(page).toHaveURL(/show=cancelled/);
  await expect(trips).toContainText([cancelled.reference]);
  await page.reload();
  await expect(trips).toContainText([cancelled.reference]);
  await expectAccessible(page);
});

test('a key that opens nothing any more is forgotten, and the page says how to go on', async ({ page, host }) => {
  const bought = await new Shop(host.url).reserve();
  await giveKeys(page, { ...bought, token: 'worth.nothing' });
  await page.goto(`/bookings/${bought.id}`);

  await expect(page.getByRole('heading', { level: 1, name: 'This booking cannot be shown' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/trips');
  await expect(page.getByText('No trips ahead')).toBeVisible();
  await expectAccessible(page);
});

test('somebody who must sign in first comes back to their booking', async ({ page, host }) => {
  const shop = new Shop(host.url);
  const token = await shop.signIn(people.traveller);
  const bought = await shop.buy({ token });
  await page.goto(`/bookings/${bought.id}?cancel=yes`);
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('E-mail address').fill(people.traveller[0]);
  await page.getByRole('textbox', { name: 'Password' }).fill(people.traveller[1]);
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();

  await expect(page).toHaveURL(new RegExp(`/bookings/${bought.id}\\?cancel=yes$`));
  await expect(page.getByRole('dialog')).toContainText('You get back');
});

test('staff see their own trips there, not those of all travellers', async ({ page, host }) => {
  await new Shop(host.url).buy();
  await signIn(page, 'agent');
  await page.goto('/trips');

  await expect(page.getByText('No trips ahead')).toBeVisible();
});

for (const size of [narrow, wide]) {
  test(`a booking of two flights does not scroll sideways at ${size.width} pixels`, async ({ page, host }) => {
    const passengers = [
      { givenName: 'Wolfeschlegelstein', surname: 'Hausenbergerdorff-Featherstonehaugh' },
      { givenName: 'Katherine', surname: 'Johnson' },
    ];
    const bought = await new Shop(host.url).buy({ passengers, from: 'EDI', to: 'DXB', daysAhead: 2 });
    await giveKeys(page, bought);
    await page.setViewportSize(size);
    await page.goto(`/bookings/${bought.id}`);

    await expect(page.getByRole('region', { name: 'Flights' }).getByRole('listitem')).toHaveCount(2);
    await expectAccessible(page);
  });
}
