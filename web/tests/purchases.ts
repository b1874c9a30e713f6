import type { Page } from '@playwright/test';

/** What is booked; what is left out is one adult's Standard fare from London to New York in three days. */
export interface Wish {
  from?: string;
  to?: string;
  daysAhead?: number;
  family?: 'light' | 'standard' | 'flex';
  passengers?: { givenName: string; surname: string }[];
  /** Of somebody who is signed in; guests get a token of their own. */
  token?: string;
  card?: string;
}

/** A booking, and what opens it. */
export interface Bought {
  id: string;
  reference: string;
  token: string;
  orderId: string;
  total: { amount: string; currency: string };
  flightIds: string[];
  surname: string;
}

export const cards = { good: '4242424242424242', declined: '4000000000000002' } as const;

let purchases = 0;

/** The day so many days from now, by the calendar of London. */
export function dayAhead(days: number) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** The API of a host, for what a test needs to be there before a page is looked at. */
export class Shop {
  constructor(private readonly url: string) {}

  async ask<T>(method: string, path: string, body?: unknown, token?: string, key?: string): Promise<T> {
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(key !== undefined && { 'Idempotency-Key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    }
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** The token of somebody who has an account. */
  async signIn([email, password]: readonly [string, string]) {
    const answer = await this.ask<{ accessToken: string }>('POST', '/api/session', { email, password, kind: 'token' });
    return answer.accessToken;
  }

  /** Holds seats. */
  async reserve(wish: Wish = {}): Promise<Bought> {
    const { from = 'LHR', to = 'JFK', daysAhead = 3, family = 'standard' } = wish;
    const passengers = wish.passengers ?? [{ givenName: 'Grace', surname: 'Hopper' }];
    const query = new URLSearchParams({ from, to, date: dayAhead(daysAhead), adults: String(passengers.length) });
    const found = await this.ask<{ items: { id: string; family: string; flights: { id: string }[] }[] }>(
      'GET',
      `/api/offers?${query}`,
    );
    const offer = found.items.find((item) => item.family === family);
    if (offer === undefined) {
      throw new Error(`Nothing flies from ${from} to ${to} in ${daysAhead} days.`);
    }
    const reserved = await this.ask<Bought & { accessToken: string }>(
      'POST',
      '/api/bookings',
      {
        offerId: offer.id,
        passengers: passengers.map((p) => ({ type: 'adult', dateOfBirth: '1986-12-09', ...p })),
        contact: { email: 'grace@example.org' },
      },
      wish.token,
      `book-${process.pid}-${(purchases += 1)}`,
    );
    const token = wish.token ?? reserved.accessToken;
    const flightIds = offer.flights.map((flight) => flight.id);
    return { ...reserved, token, orderId: '', flightIds, surname: passengers[0]!.surname };
  }

  /** Drafts and places the order of a booking. */
  async order(booking: Bought): Promise<Bought> {
    const body = { bookingIds: [booking.id] };
    const { id } = await this.ask<{ id: string }>('POST', '/api/orders', body, booking.token, `order-${booking.id}`);
    await this.ask('POST', `/api/orders/${id}/placement`, undefined, booking.token, `place-${booking.id}`);
    return { ...booking, orderId: id };
  }

  /** Pays an order, and waits until its status is the one that is expected. */
  async pay(booking: Bought, card: string = cards.good, until = 'confirmed') {
    const payment = { method: 'card', card: { number: card, expiry: '12/39', cvc: '123', holder: 'Grace Hopper' } };
    const key = `pay-${booking.orderId}-${(purchases += 1)}`;
    await this.ask('POST', `/api/orders/${booking.orderId}/payments`, payment, booking.token, key);
    await this.until(booking, until);
  }

  /** Seats held, paid, tickets issued. */
  async buy(wish: Wish = {}): Promise<Bought> {
    const booking = await this.order(await this.reserve(wish));
    await this.pay(booking, wish.card);
    return booking;
  }

  /** Reads the server's events until the order stands as wished. */
  private async until(booking: Bought, status: string) {
    const answer = await fetch(`${this.url}/api/orders/${booking.orderId}/events`, {
      headers: { Authorization: `Bearer ${booking.token}`, Accept: 'text/event-stream' },
    });
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      text += read.value;
      const states = [...text.matchAll(/^data: (.*)$/gm)].map(
        ([, json]) => JSON.parse(json!) as { status: string; payments: unknown[] },
      );
      if (states.some((order) => order.status === status && order.payments.length > 0)) {
        await reader.cancel();
        return;
      }
    }
    throw new Error(`The order ended without being ${status}: ${text}`);
  }
}

/** Gives a browser the keys of bookings, as if they had been made in it. */
export async function giveKeys(page: Page, ...bookings: Bought[]) {
  await page.addInitScript(
    (keys) => {
      if (localStorage.getItem('contrail.guest-keys') === null) {
        localStorage.setItem('contrail.guest-keys', keys);
      }
    },
    JSON.stringify(Object.fromEntries(bookings.map((b) => [b.id, b.token]))),
  );
}
