import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { expect, people, signIn, test, type Host } from './host';

const run = promisify(execFile);

/** Asks the host as a program does. */
async function ask<T>(host: Host, path: string, token?: string, body?: unknown, key?: string): Promise<T> {
  const answer = await fetch(host.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(key && { 'Idempotency-Key': key }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  expect(answer.ok, `${path}: ${answer.status}`).toBe(true);
  return (await answer.json()) as T;
}

async function tokenOf(host: Host, who: keyof typeof people) {
  const [email, password] = people[who];
  const opened = await ask<{ accessToken: string }>(host, '/api/session', undefined, {
    email,
    password,
    kind: 'token',
  });
  return opened.accessToken;
}

/** Buys a flight for one as a guest does; gives the order. */
async function buy(host: Host, card = '4242424242424242') {
  const date = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  const offers = await ask<{ items: { id: string }[] }>(host, `/api/offers?from=LHR&to=JFK&date=${date}&adults=1`);
  const booking = await ask<{ id: string; accessToken: string }>(host, '/api/bookings', undefined, {
    offerId: offers.items[0]!.id,
    passengers: [{ type: 'adult', givenName: 'Ada', surname: 'Lovelace', dateOfBirth: '1990-12-10' }],
    contact: { email: 'ada@example.org', phone: '+44 20 7946 0000' },
  });
  const guest = booking.accessToken;
  const order = await ask<{ id: string }>(host, '/api/orders', guest, { bookingIds: [booking.id] });
  await ask(host, `/api/orders/${order.id}/placement`, guest, {});
  const means = { method: 'card', card: { number: card, expiry: '12/39', cvc: '123', holder: 'Ada Lovelace' } };
  await ask(host, `/api/orders/${order.id}/payments`, guest, means, `pay-${order.id}`);
  return order.id;
}

/** Buys a flight and waits until it is confirmed. */
async function bought(host: Host) {
  const order = await buy(host);
  const token = await tokenOf(host, 'operations');
  const events = `/api/ops/ordering/events?stream=order-${order}&type=ordering.order.confirmed`;
  await expect(async () => {
    expect((await ask<{ items: unknown[] }>(host, events, token)).items).toHaveLength(1);
  }).toPass();
  return order;
}

const events = (page: Page) => page.getByRole('list', { name: /^Events/ });

test.beforeEach(async ({ page }) => signIn(page, 'operations'));

test('modules say how they are doing and who tells whom, as a picture and in words', async ({ page }) => {
  await page.goto('/console');
  await expect(page.getByText('All 6 modules are ready')).toBeVisible();
  const booking = page.getByRole('table', { name: 'How each module is doing' }).getByRole('row', { name: /booking/ });
  await expect(booking).toContainText('up to date');
  await expect(
    page.getByRole('group', { name: 'Who tells whom' }).getByRole('button', { name: /payments/ }),
  ).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Details of booking' }).press('Enter');
  const details = page.getByRole('table', { name: 'What follows the log of booking' });
  await expect(details.getByRole('row', { name: /relay/ })).toContainText('caught up');
  await page.getByText('Table', { exact: true }).click();
  const flow = page.getByRole('table', { name: 'Who tells whom' });
  await expect(flow.getByRole('row', { name: /ordering payments/ })).toContainText('payments.capture_payment.v1');
  await expectAccessible(page);

  await page.reload();
  await expect(details).toBeVisible();
  await expect(flow).toBeVisible();
});

test('a purchase appears live, shows its events, and stands still while paused', async ({ page, host }) => {
  await page.goto('/console/live');
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible();
  const order = await buy(host);

  const confirmed = events(page).getByRole('link', { name: new RegExp(`ordering\\.order\\.confirmed.*${order}`) });
  await expect(confirmed).toBeVisible();
  await expectAccessible(page);
  await confirmed.click();
  const panel = page.getByRole('complementary', { name: 'Event' });
  await expect(panel.getByRole('region', { name: 'Content' })).toContainText(order);
  await expect(panel.getByRole('region', { name: 'Metadata' })).toContainText('correlationId');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Pause' }).click();
  await buy(host);
  await expect(page.getByText(/\d+ new events meanwhile/)).toBeVisible();
  await expect(events(page).getByRole('link', { name: /order\.confirmed/ })).toHaveCount(1);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(events(page).getByRole('link', { name: /order\.confirmed/ })).toHaveCount(2);
});

test('live filters are in the address, survive a reload, and hold', async ({ page, host }) => {
  await page.goto('/console/live');
  await page.getByLabel('Module').selectOption('ordering');
  await page.getByLabel('Type').fill('ordering.order.placed');
  await expect(page).toHaveURL(/module=ordering&type=ordering\.order\.placed/);

  await page.reload();
  await expect(page.getByLabel('Module')).toHaveValue('ordering');
  await expect(page.getByLabel('Type')).toHaveValue('ordering.order.placed');
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible();
  await bought(host);

  await expect(events(page).getByRole('link')).toHaveCount(1);
  await expect(events(page).getByRole('link')).toHaveAccessibleName(/ordering\.order\.placed/);
});

test('a lost connection is shown, and what happened meanwhile', async ({ page, host }) => {
  await bought(host);
  // The first connection tells where the logs end, and breaks.
  const beginning = 'event: alive\ndata: {"kind":"alive","positions":{"booking":3}}\n\n';
  let isFirst = true;
  let mayComeBack = () => {};
  const back = new Promise<void>((resolve) => (mayComeBack = resolve));
  await page.route('**/api/ops/live*', async (route) => {
    if (isFirst) {
      isFirst = false;
      await route.fulfill({ contentType: 'text/event-stream', body: beginning });
    } else {
      await back;
      await route.continue();
    }
  });
  await page.goto('/console/live');
  await expect(page.getByText('Connection lost, trying again…')).toBeVisible();

  mayComeBack();
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible();
  const gap = page.getByRole('status').filter({ hasText: /events of booking happened in between/ });
  await expect(gap).toBeVisible();
  await expectAccessible(page);
  await gap.getByRole('link', { name: 'Open the log there' }).click();
  await expect(page.getByLabel('Position')).toHaveValue('3');
});

test('the log of a module is searched; filters and the chosen event survive a reload', async ({ page, host }) => {
  const order = await bought(host);
  await page.goto('/console/events');
  await page.getByLabel('Module').selectOption('ordering');
  await page.getByLabel('Stream').fill(`order-${order}`);
  await expect(events(page).getByRole('link')).toHaveCount(4);
  await expect(events(page).getByRole('link').first()).toHaveAccessibleName(/order\.confirmed/);

  await page.getByLabel('Order').selectOption('After a position');
  await expect(events(page).getByRole('link').first()).toHaveAccessibleName(/order\.drafted/);
  await events(page).getByRole('link').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Event' });
  await expect(panel.getByRole('heading', { name: 'ordering.order.placed.v1' })).toBeVisible();

  await page.reload();
  await expect(panel.getByRole('heading', { name: 'ordering.order.placed.v1' })).toBeVisible();
  await expect(page.getByLabel('Stream')).toHaveValue(`order-${order}`);
  await expect(events(page).getByRole('link')).toHaveCount(4);
  await expectAccessible(page);

  await page.getByLabel('Correlation').fill('not an id');
  await expect(page.getByText('An id has 32 hexadecimal digits')).toBeVisible();
  await page.getByLabel('Correlation').fill('');
  await page.getByLabel('Type').fill('ordering.no_such_thing');
  await expect(page.getByText('No event fits.')).toBeVisible();
});

test('the slider goes through the versions of a stream by keyboard, and shows what each changed', async ({
  page,
  host,
}) => {
  const order = await bought(host);
  await page.goto(`/console/streams/ordering/order-${order}`);
  await expect(page.getByText('Version 4 of 4')).toBeVisible();
  const state = page.getByRole('region', { name: 'Order at version' });
  await expect(state).toContainText('state: "confirmed"');
  await expectAccessible(page);

  const slider = page.getByRole('slider', { name: 'Version' });
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(/at=2/);
  await expect(page.getByText('Version 2 of 4')).toBeVisible();
  await expect(state).toContainText('state: "placed"');
  await expect(state).toContainText('"draft"');
  await expect(page.getByText(/Against version 1: 0 added, 0 removed, \d+ changed/)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('Version 3 of 4')).toBeVisible();
  await expect(state).toContainText('paymentId: "');

  await page.getByText('Only changes').click();
  await expect(state).not.toContainText('payBefore');
  await page.reload();
  await expect(page.getByText('Version 3 of 4')).toBeVisible();
  await expect(state).toContainText('paymentId: "');
  await expect(state).not.toContainText('payBefore');

  await page.getByRole('button', { name: 'To before the first event' }).click();
  await expect(page.getByText('Before the first event', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByText('Version 4 of 4')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
});

test('a stream is found by name, and one that does not exist is said to be none', async ({ page, host }) => {
  const order = await bought(host);
  await page.goto('/console/streams?module=ordering');
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Stream' }).fill(`order-${order}`);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`order-${order}`);

  await page.goto('/console/streams/ordering/order-nobody');
  await expect(page.getByRole('alert')).toContainText('order-nobody');
});

test('processes are listed with their deadlines, filtered, and lead to their streams', async ({ page, host }) => {
  await bought(host);
  const waiting = await buy(host, '4000000000000002');
  await page.goto('/console/processes');
  const list = page.getByRole('table', { name: 'Processes, the latest changed first' });
  await expect(list.getByRole('row', { name: /Completed/ }).first()).toContainText('confirmed');
  await expectAccessible(page);

  await page.getByLabel('State').selectOption('At work');
  await expect(page).toHaveURL(/state=open/);
  await page.reload();
  await expect(page.getByLabel('State')).toHaveValue('open');
  await expect(list.getByRole('row', { name: /Completed/ })).toHaveCount(0);
  const open = list.getByRole('row', { name: new RegExp(waiting) });
  await expect(open.getByText(/^in \d+ min \d+ s$/).first()).toBeVisible();
  await open.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`purchase-${waiting}`);
});

test('what every page prints as curl answers with 200', async ({ page, host }) => {
  const order = await bought(host);
  const token = await tokenOf(host, 'operations');
  const pages = [
    '/console',
    '/console/live',
    '/console/events?module=ordering&after=0&type=ordering.order.placed',
    '/console/streams?module=booking',
    `/console/streams/ordering/order-${order}?at=2`,
    '/console/processes?state=completed',
  ];
  for (const path of pages) {
    await page.goto(path);
    const panel = page.getByRole('region', { name: 'Same thing as' });
    const command = await panel.getByText(/^curl /).textContent();
    // What goes on for ever is left after a moment: the answer's head has come by then.
    const script = `${command!} -s -o /dev/null -w '%{http_code}' --max-time 2 || true`;
    const { stdout } = await run('bash', ['-c', script], { env: { ...process.env, TOKEN: token } });
    expect(stdout, command!).toBe('200');
  }
});

test('neither a picture nor an open drawer makes the console scroll sideways at 320 pixels', async ({ page, host }) => {
  const order = await bought(host);
  await page.setViewportSize({ width: 320, height: 640 });
  const event = await ask<{ items: { position: number }[] }>(
    host,
    `/api/ops/ordering/events?stream=order-${order}`,
    await tokenOf(host, 'operations'),
  );
  const pages = {
    '/console?flow=picture&module=booking': 'Modules',
    [`/console/events?module=ordering&event=ordering:${event.items[0]!.position}`]: 'Events',
  };
  for (const [path, title] of Object.entries(pages)) {
    await page.goto(path);
    // By element: behind an open drawer nothing has a role.
    await expect(page.locator('h1')).toHaveText(title);
    await expect(page.locator('#same-as')).toBeVisible();
    if (path.includes('flow=picture')) {
      // Its parts are measured before they are shown.
      await expect(page.locator('.react-flow__node button').first()).toBeVisible();
    }
    // What stands in a picture is as large as it is zoomed; the table beside it offers the same at full size.
    await expectAccessible(page, { except: path.includes('flow=picture') ? ['target-size'] : [] });
  }
});
