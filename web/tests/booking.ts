import { randomInt } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { components } from '../src/api/schema';
import { expect, type Host } from './host';

type Schemas = components['schemas'];

/** Cards of the payment simulator. */
export const cards = {
  good: '4242424242424242',
  declined: '4000000000000002',
  late: '4000000000000077',
  answerLost: '4000000000000259',
  silent: '4000000000000119',
};

/** Who travels in tests, with all that is asked of them. */
export const ada = { givenName: 'Ada', surname: 'Lovelace', dateOfBirth: '1990-12-10' };
export const charles = { givenName: 'Charles', surname: 'Babbage', dateOfBirth: '1988-01-26' };

const day = 24 * 60 * 60 * 1000;

/** A date some days from now. */
export const inDays = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10);

/** Direct offers from London to New York, on one of the next days. */
async function offersOf(host: Host, adults: number) {
  const from = { from: 'LHR', to: 'JFK', date: inDays(randomInt(2, 5)) };
  const query = new URLSearchParams({ ...from, adults: String(adults) });
  const answer = await fetch(`${host.url}/api/offers?${query}`);
  const { items } = (await answer.json()) as Schemas['PageOfOfferAnswer'];
  return { offers: items.filter((offer) => offer.flights.length === 1 && offer.id !== null), from };
}

/** Puts an offer where the results of a search put it, and opens the booking. */
export async function chooseOffer(page: Page, host: Host, adults = 1, change: Partial<Schemas['OfferAnswer']> = {}) {
  const { offers, from } = await offersOf(host, adults);
  const offer = { ...offers.find((o) => o.family === 'standard')!, ...change };
  const search = { ...from, adults, children: 0, infants: 0, cabin: offer.cabin };
  await page.goto('/sign-in');
  await page.evaluate(
    (kept) => sessionStorage.setItem('contrail.selected-offer', kept),
    JSON.stringify({ offer, search }),
  );
  await page.goto('/book');
  await expect(page.getByRole('heading', { level: 1, name: 'Who is travelling?' })).toBeVisible();
  return offer;
}

/** Types who travels. */
export async function fillPassengers(page: Page, ...people: (typeof ada)[]) {
  for (const [i, person] of people.entries()) {
    const group = page.getByRole('group', { name: `Passenger ${i + 1}` });
    await group.getByLabel('Given names').fill(person.givenName);
    await group.getByLabel('Surname').fill(person.surname);
    await group.getByLabel('Date of birth').fill(person.dateOfBirth);
  }
  await page.getByLabel('E-mail address').fill('ada@example.org');
}

/** From nothing to the seat map. */
export async function bookToSeats(page: Page, host: Host, ...people: (typeof ada)[]) {
  const offer = await chooseOffer(page, host, people.length);
  await fillPassengers(page, ...people);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  return offer;
}

/** From nothing to the card form, without choosing seats. */
export async function bookToPay(page: Page, host: Host) {
  const offer = await bookToSeats(page, host, ada);
  await page.getByRole('link', { name: 'Continue without choosing' }).click();
  await expect(page.getByLabel('Card number')).toBeVisible();
  return offer;
}

/** Types a card. */
export async function fillCard(page: Page, number: string) {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiry').fill('1239');
  await page.getByLabel('Security code').fill('123');
  await page.getByLabel('Name on the card').fill('Ada Lovelace');
}

/** Types a card and presses Pay. */
export async function pay(page: Page, number: string) {
  await fillCard(page, number);
  await page.getByRole('button', { name: /^Pay/ }).click();
}

/** The booking is paid, and the page says so. */
export const expectBooked = (page: Page) =>
  expect(page.getByRole('heading', { name: 'You are booked' })).toBeVisible({ timeout: 30_000 });

/** What the API says of the order whose confirmation is shown, with the token that the browser keeps. */
export async function orderShown(page: Page, host: Host) {
  const id = /\/orders\/(\w+)\/confirmation/.exec(page.url())![1]!;
  const keys = (await page.evaluate(() => localStorage.getItem('contrail.guest-keys'))) ?? '{}';
  const token = (JSON.parse(keys) as Record<string, string>)[id];
  const answer = await fetch(`${host.url}/api/orders/${id}`, { headers: { Authorization: `Bearer ${token}` } });
  return (await answer.json()) as Schemas['OrderAnswer'];
}
