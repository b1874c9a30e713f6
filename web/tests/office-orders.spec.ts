import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { expect, people, signIn, test } from './host';
import { giveKeys, Shop, type Bought } from './purchases';

interface Payment {
  id: string;
  captured: { amount: string; currency: string };
  refunds: { reason: string; status: string; amount: { amount: string } }[];
}

/** Within the days that the small demo airline flies. */
const soon = { daysAhead: 3 };

/** Searches in the header with the keyboard only. */
async function find(page: Page, text: string) {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Search the back office' })).toBeFocused();
  await page.keyboard.type(text);
}

async function paymentOf(shop: Shop, booking: Bought) {
  const token = await shop.signIn(people.agent);
  const page = await shop.ask<{ items: Payment[] }>(
    'GET',
    `/api/payments?orderId=${booking.orderId}`,
    undefined,
    token,
  );
  return page.items[0]!;
}

test('an agent finds a booking by its reference with the keyboard, and sees everything of it', async ({
  page,
  host,
}) => {
  const booking = await new Shop(host.url).buy(soon);
  await signIn(page, 'agent');
  await page.goto('/office/bookings');
  await expectAccessible(page);

  await find(page, booking.reference.toLowerCase());
  await expect(page.getByRole('option', { name: `${booking.reference} ·` })).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(page);
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: `Booking ${booking.reference}` })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Passengers' })).toContainText('Grace Hopper');
  await expect(page.getByRole('list', { name: 'What happened' }).getByRole('listitem').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Causation graph' })).toHaveCount(0);
  await expectAccessible(page);
});

test('a surname finds its bookings, in the search and in the list, whose address can be kept', async ({
  page,
  host,
}) => {
  const passengers = [{ givenName: 'Zoë', surname: 'Ångström' }];
  const booking = await new Shop(host.url).reserve({ ...soon, passengers });
  await signIn(page, 'agent');
  await page.goto('/office/bookings');

  await find(page, 'angs');
  await expect(page.getByRole('option', { name: `${booking.reference} ·` })).toBeVisible();
  // What is found follows a moment later; what is chosen is for what stands in the field.
  await page.keyboard.type('tr');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/\/office\/bookings\?q=angstr$/);
  await expect(page.getByRole('link', { name: booking.reference })).toBeVisible();
  await page.getByLabel('Status').selectOption('Cancelled');
  await expect(page.getByText('No booking matches.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('No booking matches.')).toBeVisible();
  await expect(page.getByRole('main').getByLabel('Reference, name, e-mail or ticket')).toHaveValue('angstr');
});

test('what is typed into a filter stays while the list follows', async ({ page, host }) => {
  const booking = await new Shop(host.url).reserve({
    ...soon,
    passengers: [{ givenName: 'Katherine', surname: 'Johnson' }],
  });
  await signIn(page, 'agent');
  await page.goto('/office/bookings');
  const field = page.getByRole('main').getByLabel('Reference, name, e-mail or ticket');

  await field.pressSequentially('katherine johnson', { delay: 110 });

  await expect(page).toHaveURL(/q=katherine\+johnson$/);
  await expect(field).toHaveValue('katherine johnson');
  await expect(page.getByRole('link', { name: booking.reference })).toBeVisible();
});

test('money is given back with a reason, once though pressed twice, and what becomes of it is shown', async ({
  page,
  host,
}) => {
  const shop = new Shop(host.url);
  const booking = await shop.buy(soon);
  await signIn(page, 'agent');
  await page.goto(`/office/orders/${booking.orderId}`);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Give money back' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount in').fill('999999');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(dialog.getByText(/^At most .* can be given back\.$/)).toBeVisible();
  await expect(dialog.getByText('Say why, in at most 500 characters.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Amount in').fill('12,5');
  await dialog.getByLabel('Reason').fill('The seat was broken');
  await dialog.getByRole('button', { name: 'Go on' }).dblclick();
  await expect(dialog.getByText(/12\.50 goes back to Visa ending in 4242/)).toBeVisible();
  await dialog.getByRole('button', { name: /^Give .*12\.50 back$/ }).dblclick();

  const row = page.getByRole('table', { name: 'Refunds' }).getByRole('row').filter({ hasText: 'The seat was broken' });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('Given back');
  const payment = await paymentOf(shop, booking);
  expect(payment.refunds.map((r) => [r.reason, r.amount.amount])).toEqual([['The seat was broken', '12.50']]);

  await page.getByRole('link', { name: 'Open the payment' }).click();
  await expect(page.getByRole('list', { name: 'What happened' })).toContainText('Refunded 12.50');
  await expectAccessible(page);
});

test('an answer that was lost is asked for again under the same key', async ({ page, host }) => {
  const shop = new Shop(host.url);
  const booking = await shop.buy(soon);
  await signIn(page, 'agent');
  await page.goto(`/office/orders/${booking.orderId}`);
  const keys: (string | undefined)[] = [];
  await page.route('**/api/payments/*/refunds', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length === 1) {
      await route.fetch();
      await route.abort('connectionreset');
    } else {
      await route.continue();
    }
  });

  await page.getByRole('button', { name: 'Give money back' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount in').fill('7.00');
  await dialog.getByLabel('Reason').fill('The meal was missing');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.getByRole('button', { name: /^Give .*7\.00 back$/ }).click();
  await expect(dialog.getByText('Whether it was carried out is not known yet.')).toBeVisible();
  await dialog.getByRole('button', { name: /^Give .*7\.00 back$/ }).click();

  await expect(page.getByRole('table', { name: 'Refunds' })).toContainText('The meal was missing');
  expect(new Set(keys).size).toBe(1);
  expect((await paymentOf(shop, booking)).refunds).toHaveLength(1);
});

test('a remark is kept for colleagues under the name of who wrote it', async ({ page, host }) => {
  const booking = await new Shop(host.url).order(await new Shop(host.url).reserve(soon));
  await signIn(page, 'agent');
  await page.goto(`/office/orders/${booking.orderId}`);

  await page.getByLabel('New remark').fill('Wants the receipt by post.');
  await page.getByRole('button', { name: 'Add remark' }).click();
  await expect(page.getByText('Wants the receipt by post.', { exact: true })).toBeVisible();
  await expect(page.getByText(/^You, /)).toBeVisible();

  await signIn(page, 'operations');
  await page.goto(`/office/orders/${booking.orderId}`);
  await expect(page.getByText(/^Amir Agent, /)).toBeVisible();
});

test('staff cancel for a traveller after seeing what goes back, which is everything', async ({ page, host }) => {
  const booking = await new Shop(host.url).buy({ ...soon, family: 'light' });
  await signIn(page, 'agent');
  await page.goto(`/office/bookings/${booking.id}`);

  await page.getByRole('button', { name: 'Cancel booking' }).click();
  const dialog = page.getByRole('dialog', { name: `Cancel booking ${booking.reference}?` });
  await expect(dialog.getByText('Given back', { exact: true }).locator('..')).toContainText(
    booking.total.amount.replace(/\d(?=(\d{3})+\.)/g, '$&,'),
  );
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Cancel the booking' }).click();

  await expect(page.getByText(/^The booking was cancelled\./)).toBeVisible();
  await expect(page.getByText('staff did it for the traveller')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel booking' })).toHaveCount(0);
});

test('what cannot be refunded becomes a case, which a person closes with a note', async ({ page, host }) => {
  const shop = new Shop(host.url);
  const booking = await shop.buy(soon);
  const agent = await shop.signIn(people.agent);
  const payment = await paymentOf(shop, booking);
  const gift = { amount: payment.captured, reason: 'All of it, as a gift' };
  await shop.ask('POST', `/api/payments/${payment.id}/refunds`, gift, agent, `gift-${payment.id}`);
  await expect.poll(async () => (await paymentOf(shop, booking)).refunds[0]?.status).toBe('given');
  await shop.ask('POST', `/api/bookings/${booking.id}/cancellation`, undefined, agent, `cancel-${booking.id}`);

  await giveKeys(page, booking);
  await page.goto(`/bookings/${booking.id}`);
  await expect(page.getByRole('status').filter({ hasText: 'did not go through by itself' }).first()).toBeVisible();
  await signIn(page, 'agent');
  await page.goto(`/office/orders/${booking.orderId}`);
  await page.getByRole('link', { name: 'Open the case' }).click();
  const dialog = page.getByRole('dialog', { name: 'Close this case' });
  await dialog.getByLabel('What was done about it').fill('Done');
  await dialog.getByRole('button', { name: 'Close the case' }).click();
  await expect(dialog.getByText('Write in at least ten characters what was done about it.')).toBeVisible();
  await dialog.getByLabel('What was done about it').fill('Nothing to give: it was a gift before.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close the case' }).click();

  await expect(page.getByText('The case is closed.')).toBeVisible();
  await page.getByText('Closed', { exact: true }).click();
  await expect(page.getByRole('table', { name: 'Cases' })).toContainText('Nothing to give: it was a gift before.');
  await expectAccessible(page);
});

test('an admin changes what somebody may do, but not their own admin role', async ({ page, host }) => {
  const email = 'nora@example.org';
  await new Shop(host.url).ask('POST', '/api/users', { email, password: 'a good long password', name: 'Nora New' });
  await signIn(page, 'admin');
  await page.goto('/office/users?q=nora');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Change the account of Nora New' }).click();
  await expectAccessible(page);
  await page.getByRole('checkbox', { name: 'Agent' }).check();
  await page.getByRole('button', { name: 'Save roles' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Nora New' })).toContainText('Agent');

  await page.getByRole('button', { name: 'Change the account of Nora New' }).click();
  await page.getByRole('button', { name: 'Close the account' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close the account' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Nora New' })).toContainText('Closed');

  await page.goto('/office/users?q=admin@');
  await page.getByRole('button', { name: 'Change the account of Ada Admin' }).click();
  await expect(page.getByRole('checkbox', { name: 'Admin' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Close the account' })).toHaveCount(0);
  await expect(page.getByText('You cannot close your own account. Ask another admin.')).toBeVisible();
});

test('an agent is refused people, and told so', async ({ page }) => {
  await signIn(page, 'agent');
  await page.goto('/office/users');

  await expect(page.getByRole('alert')).toContainText('Your role does not include this');
  await expect(page.getByRole('navigation').getByRole('link', { name: 'People' })).toHaveCount(0);
});

test('staff write to somebody, see that it was sent, and send it again', async ({ page }) => {
  await signIn(page, 'agent');
  await page.goto('/office/messages');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Write a message' }).click();
  await page.getByRole('textbox', { name: 'To' }).fill('reader@example.org');
  await page.getByRole('textbox', { name: 'Subject' }).fill('Your umbrella');
  await page.getByRole('textbox', { name: 'Text' }).fill('It was found in seat 12A.');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Your umbrella' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'What became of it' })).toContainText('Delivered.');
  await page.getByRole('button', { name: 'Send again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByRole('list', { name: 'What became of it' })).toContainText('Sent again by staff.');
  await page.goto('/office/mailbox?recipient=reader@example.org');
  await expect(page.getByRole('article', { name: 'Your umbrella' })).toContainText('It was found in seat 12A.');
  await expectAccessible(page);
});

test('operations are told that giving money back is for agents', async ({ page, host }) => {
  const booking = await new Shop(host.url).buy(soon);
  await signIn(page, 'operations');
  await page.goto(`/office/orders/${booking.orderId}`);

  await expect(page.getByText('Money is given back by agents. Your role does not include it.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Give money back' })).toHaveCount(0);
});

test('operations compare our books with the gateway’s', async ({ page, host }) => {
  await new Shop(host.url).buy(soon);
  await signIn(page, 'operations');
  await page.goto('/office/payments');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Compare with the gateway' }).click();

  await expect(page.getByText('The books agree', { exact: true })).toBeVisible();
  await expectAccessible(page);
});
