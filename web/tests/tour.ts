import type { Page } from '@playwright/test';
import { chooseOffer } from './booking';
import { expect, type Host, people } from './host';
import { dayAhead, giveKeys, Shop, type Bought } from './purchases';

/** A page of the site with something in it, and how to get there. */
export interface Stop {
  /** Also the name of its picture. */
  name: string;
  /** Who looks; guests when nobody. */
  who?: keyof typeof people;
  /** Where it is; a function does what has to be done to get there. */
  at: string | ((page: Page) => Promise<void>);
}

/** Every page of the site, filled: some trips are bought, one is held, one is cancelled, one is declined. */
export async function tour(host: Host): Promise<Stop[]> {
  const shop = new Shop(host.url);
  const traveller = await shop.signIn(people.traveller);
  const bought = await shop.buy({
    token: traveller,
    daysAhead: 3,
    passengers: [
      { givenName: 'Tara', surname: 'Traveller' },
      { givenName: 'Grace', surname: 'Hopper' },
    ],
  });
  const held = await shop.reserve({ token: traveller, daysAhead: 3 });
  const guests = await shop.buy({ daysAhead: 2, passengers: [{ givenName: 'Ada', surname: 'Lovelace' }] });
  const unpaid = await shop.reserve({ daysAhead: 4 });
  const declined = await shop.order(await shop.reserve({ token: traveller, daysAhead: 3 }));
  await shop.pay(declined, '4000000000000002', 'awaitingPayment');
  const cancelled = await shop.buy({ token: traveller, daysAhead: 4, family: 'flex' });
  await shop.ask('POST', `/api/bookings/${cancelled.id}/cancellation`, undefined, traveller, `cancel-${cancelled.id}`);
  const agent = await shop.signIn(people.agent);
  const operations = await shop.signIn(people.operations);
  return [
    ...ofTravellers(host, guests, unpaid, bought, cancelled),
    ...(await ofTheOffice(shop, agent, bought, cancelled)),
    { name: 'office-import', who: 'operations', at: `/office/imports/${await importAirports(host, operations)}` },
    ...(await ofTheConsole(shop, operations, bought)),
    { name: 'trip-held', who: 'traveller', at: `/bookings/${held.id}` },
  ];
}

/** A small file with a bad line, imported. */
async function importAirports(host: Host, token: string) {
  const file =
    'iata_code,name,municipality,iso_country,latitude_deg,longitude_deg\nXXA,Example Field,Example,GB,51.5,\n';
  const answer = await fetch(`${host.url}/api/imports/airports?dryRun=true&fileName=airports.csv`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/octet-stream',
      'Idempotency-Key': `airports-${Date.now()}`,
    },
    body: file,
  });
  const { id, detail } = (await answer.json()) as { id?: string; detail?: string };
  if (id === undefined) {
    throw new Error(`The import was refused: ${detail}`);
  }
  return id;
}

function ofTravellers(host: Host, guests: Bought, unpaid: Bought, bought: Bought, cancelled: Bought): Stop[] {
  const withKeys = (address: string) => async (page: Page) => {
    await giveKeys(page, guests, unpaid, { ...guests, id: guests.orderId });
    await page.goto(address);
  };
  return [
    { name: 'home', at: '/' },
    { name: 'search', at: `/search?from=LHR&to=JFK&date=${dayAhead(3)}&adults=2` },
    { name: 'search-nothing', at: `/search?from=EDI&to=JFK&date=${dayAhead(2)}&adults=1` },
    { name: 'book', at: async (page) => void (await chooseOffer(page, host, 2)) },
    { name: 'seats', at: withKeys(`/bookings/${unpaid.id}/seats`) },
    { name: 'pay', at: withKeys(`/bookings/${unpaid.id}/pay`) },
    { name: 'confirmation', at: withKeys(`/orders/${guests.orderId}/confirmation`) },
    { name: 'trips', who: 'traveller', at: '/trips' },
    { name: 'booking', who: 'traveller', at: `/bookings/${bought.id}` },
    { name: 'booking-cancelled', who: 'traveller', at: `/bookings/${cancelled.id}` },
    { name: 'find', at: '/find' },
    { name: 'sign-in', at: '/sign-in' },
    { name: 'register', at: '/register' },
    { name: 'account', who: 'traveller', at: '/account' },
    { name: 'not-found', at: '/nowhere' },
  ];
}

async function ofTheOffice(shop: Shop, agent: string, bought: Bought, cancelled: Bought): Promise<Stop[]> {
  const payments = await shop.ask<{ items: { id: string }[] }>(
    'GET',
    `/api/payments?orderId=${cancelled.orderId}`,
    undefined,
    agent,
  );
  const letters = await shop.ask<{ items: { id: string }[] }>('GET', '/api/notifications', undefined, agent);
  const flight = bought.flightIds[0]!;
  return [
    { name: 'office', who: 'admin', at: '/office' },
    { name: 'office-board', who: 'operations', at: '/office/board?airport=LHR' },
    { name: 'office-flights', who: 'operations', at: '/office/flights?from=LHR' },
    { name: 'office-flight', who: 'operations', at: `/office/flights/${flight}` },
    { name: 'office-flight-cancellation', who: 'operations', at: `/office/flights/${flight}/cancellation` },
    { name: 'office-flight-new', who: 'operations', at: '/office/flights/new' },
    { name: 'office-aircraft', who: 'operations', at: '/office/aircraft' },
    { name: 'office-aircraft-new', who: 'operations', at: '/office/aircraft/new' },
    { name: 'office-imports', who: 'operations', at: '/office/imports' },
    { name: 'office-bookings', who: 'agent', at: '/office/bookings' },
    { name: 'office-booking', who: 'agent', at: `/office/bookings/${bought.id}` },
    { name: 'office-orders', who: 'agent', at: '/office/orders' },
    { name: 'office-order', who: 'agent', at: `/office/orders/${bought.orderId}` },
    { name: 'office-payments', who: 'agent', at: '/office/payments' },
    { name: 'office-payment', who: 'agent', at: `/office/payments/${payments.items[0]!.id}` },
    { name: 'office-reconciliation', who: 'operations', at: '/office/payments/reconciliation' },
    { name: 'office-cases', who: 'agent', at: '/office/cases' },
    { name: 'office-messages', who: 'agent', at: '/office/messages' },
    { name: 'office-message', who: 'agent', at: `/office/messages/${letters.items[0]!.id}` },
    { name: 'office-message-new', who: 'agent', at: '/office/messages/new' },
    { name: 'office-mailbox', who: 'agent', at: '/office/mailbox' },
    { name: 'office-users', who: 'admin', at: '/office/users' },
  ];
}

async function ofTheConsole(shop: Shop, operations: string, bought: Bought): Promise<Stop[]> {
  const events = await shop.ask<{ items: { metadata: { correlationId: string } }[] }>(
    'GET',
    `/api/ops/ordering/events?stream=order-${bought.orderId}`,
    undefined,
    operations,
  );
  const correlation = events.items.at(-1)!.metadata.correlationId;
  return [
    { name: 'console', who: 'operations', at: '/console' },
    { name: 'console-live', who: 'operations', at: '/console/live' },
    { name: 'console-events', who: 'operations', at: '/console/events?module=ordering' },
    { name: 'console-streams', who: 'operations', at: '/console/streams' },
    { name: 'console-stream', who: 'operations', at: `/console/streams/ordering/order-${bought.orderId}` },
    { name: 'console-processes', who: 'operations', at: '/console/processes' },
    { name: 'console-parked', who: 'operations', at: '/console/parked' },
    { name: 'console-failures', who: 'operations', at: '/console/failures' },
    { name: 'console-graph', who: 'operations', at: `/console/graph?of=${bought.reference}` },
    { name: 'console-correlation', who: 'operations', at: `/console/correlations/${correlation}` },
  ];
}

/** Goes to a page and waits until it shows what it has; signs in first where somebody looks. */
export async function visit(page: Page, stop: Stop) {
  if (typeof stop.at === 'string') {
    await page.goto(stop.at);
  } else {
    await stop.at(page);
  }
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('main').getByLabel('Loading…').filter({ visible: true })).toHaveCount(0);
}
