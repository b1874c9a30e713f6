import type { Page } from '@playwright/test';
import { expectAccessible, expectContrast, inColours } from './accessible';
import { expect, Host, people, signIn, test } from './host';
import { Shop } from './purchases';

interface Story {
  graph: {
    events: { id: string; type: string }[];
    commands: { id: string }[];
    edges: { from: string; to: string }[];
  };
}

/** The nodes that hang together with the first one. */
function connected({ graph }: Story) {
  const reached = new Set([graph.events[0]!.id]);
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    for (const { from, to } of graph.edges) {
      if (reached.has(from) || reached.has(to)) {
        reached.add(from).add(to);
      }
    }
  }
  return reached;
}

const steps = [
  'Flight booking reserved',
  'Seats held',
  'Order placed',
  'Payment started',
  'Payment authorized',
  'Flight booking confirmed',
  'Ticket issued',
  'Payment captured',
  'Order confirmed',
  'Notification sent',
];

async function operate(page: Page, place: string) {
  await signIn(page, 'operations');
  await page.goto(place);
}

async function endFaults(url: string) {
  const shop = new Shop(url);
  await shop.ask('DELETE', '/api/ops/faults', undefined, await shop.signIn(people.operations));
}

// What stands in a picture is as large as it is zoomed; the table beside it offers the same at full size.
const picture = { except: ['target-size'] };

test('the causation graph of a purchase is complete, from the hold to the mail', async ({ page, host }) => {
  const shop = new Shop(host.url);
  const bought = await shop.buy();
  await operate(page, '/console/graph');
  await page.getByLabel(/^Booking reference/).fill(bought.reference);
  await page.getByRole('button', { name: 'Show', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`The story of ${bought.reference}`);
  const graph = page.getByLabel(/^Causation graph/);
  for (const step of steps) {
    await expect(graph.getByRole('button', { name: step }).first()).toBeVisible();
  }
  await expectAccessible(page, picture);

  const token = await shop.signIn(people.operations);
  const story = await shop.ask<Story>('GET', `/api/ops/stories/${bought.reference}`, undefined, token);
  const nodes = [...story.graph.events, ...story.graph.commands].map((node) => node.id);
  expect([...connected(story)].toSorted()).toEqual(nodes.toSorted());
});

test('an event of the graph shows its data, what led to it, and its stream', async ({ page, host }) => {
  const bought = await new Shop(host.url).buy();
  await operate(page, `/console/graph?of=${bought.reference}&view=table`);
  await page.getByRole('table').getByRole('button', { name: 'Ticket issued' }).click();

  const panel = page.getByRole('region', { name: 'Ticket issued' });
  await expect(panel).toContainText('booking.ticket.issued.v1');
  await expect(panel).toContainText(bought.reference);
  await expect(panel.getByRole('link', { name: /^ticket-987/ })).toBeVisible();
  await expectAccessible(page, picture);
  await panel.getByRole('button', { name: 'Booking: confirm flight booking' }).click();
  await expect(page.getByRole('region', { name: 'Confirm flight booking' })).toContainText(
    'booking.confirm_flight_booking.v1',
  );
});

test('a picture that is open grows while the purchase runs', async ({ page, host }) => {
  const shop = new Shop(host.url);
  const booking = await shop.order(await shop.reserve());
  await operate(page, `/console/graph?of=${booking.reference}`);
  const graph = page.getByLabel(/^Causation graph/);
  await expect(graph.getByRole('button', { name: 'Order placed' })).toBeVisible();
  await expect(graph.getByRole('button', { name: 'Payment captured' })).toHaveCount(0);

  await shop.pay(booking);

  await expect(graph.getByRole('button', { name: 'Payment captured' })).toBeVisible();
});

test('one request is shown by its correlation, on a phone as a table', async ({ page, host }) => {
  const bought = await new Shop(host.url).buy();
  await page.setViewportSize({ width: 320, height: 640 });
  await operate(page, `/console/graph?of=${bought.reference}`);
  await page
    .getByRole('navigation', { name: 'Requests' })
    .getByRole('link', { name: /Payment started/ })
    .click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('One request and what it set off');
  await expect(page.getByRole('button', { name: 'Payment captured' })).toBeVisible();
  await expectAccessible(page);
});

test('what nobody knows is told', async ({ page }) => {
  await operate(page, '/console/graph?of=NOBODY');

  await expect(page.getByRole('alert')).toContainText('NOBODY');
});

test('an operator parks a poison event, sees in a dry run that it can be handled, and redrives it', async ({
  page,
  host,
}) => {
  await operate(page, '/console/parked');
  await expect(page.getByText('Nothing is parked')).toBeVisible();
  await expectAccessible(page);

  await page.goto('/console/failures');
  await page.getByLabel('Failure', { exact: true }).selectOption({ label: 'A read model cannot take an event in' });
  await page
    .getByLabel(/^Event/)
    .and(page.locator('input'))
    .fill('booking.flight_booking.confirmed');
  await page.getByLabel('Read model', { exact: true }).selectOption('bookings');
  await page.getByRole('button', { name: 'Simulate it' }).click();
  const faults = page.getByRole('table', { name: 'Failures being simulated' });
  await expect(faults).toContainText('Flight booking confirmed');
  await new Shop(host.url).buy();
  await expect(page.getByText('Every event was handled by everybody').locator('..')).toContainText('Violated');
  await expectAccessible(page);
  await inColours(page, 'dark');
  await expectContrast(page);
  await inColours(page, 'light');

  await page.goto('/console/parked');
  await expect(page.getByRole('heading', { name: 'Flight booking confirmed in bookings' })).toBeVisible();
  await page.getByRole('link', { name: /^Look into it/ }).click();
  const redrive = page.getByRole('button', { name: 'Handle them again' });
  await expect(page.getByRole('table', { name: 'Dry run' })).toContainText('would fail again');
  await endFaults(host.url);
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page.getByText('All events would be handled now.')).toBeVisible();
  await expect(redrive).toBeDisabled();
  await expectAccessible(page);
  await page.getByLabel('Reason', { exact: true }).fill('The disk was full; it is not any more.');
  await redrive.click();

  await expect(page.getByText('Nothing is parked', { exact: true })).toBeVisible();
  await expect(page.getByRole('table', { name: 'What operators did' })).toContainText('The disk was full');
});

test('giving events up takes a reason and a typed word', async ({ page, host }) => {
  const shop = new Shop(host.url);
  const token = await shop.signIn(people.operations);
  const fault = { kind: 'failProjection', module: 'notifications', type: 'notifications.notification.sent' };
  await shop.ask('POST', '/api/ops/faults', fault, token);
  await shop.buy();
  await operate(page, '/console/parked');
  await page
    .getByRole('link', { name: /^Look into it/ })
    .first()
    .click();
  await endFaults(host.url);
  await page.getByLabel('Reason', { exact: true }).fill('The letter was read out by telephone.');
  await page.getByRole('button', { name: 'Give them up' }).click();

  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Give them up' });
  await expect(confirm).toBeDisabled();
  await dialog.getByLabel(/^Type/).fill('discard');
  await confirm.click();

  await expect(page.getByText(/^Given up: /)).toBeVisible();
  await expect(page.getByRole('table', { name: 'What operators did' })).toContainText('read out by telephone');
});

test('on a healthy airline every promise holds', async ({ browser }) => {
  const healthy = await Host.start();
  const context = await browser.newContext({ baseURL: healthy.url });
  try {
    await new Shop(healthy.url).buy();
    const page = await context.newPage();
    await operate(page, '/console/failures');

    await expect(page.getByText(/^All \d+ promises hold$/)).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Failure', { exact: true }).selectOption({ label: 'The storage is slow' });
    await page.getByRole('button', { name: 'Simulate it' }).click();
    await page.getByRole('button', { name: 'End: The storage is slow' }).click();
    await expect(page.getByText('Nothing is being simulated.')).toBeVisible();
  } finally {
    await context.close();
    await healthy.stop();
  }
});
