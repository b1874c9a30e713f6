/**
 * The access tokens of bookings that were made or found without an account, kept in this browser.
 * One token opens a booking and the order that pays for it.
 */
const store = 'contrail.guest-keys';
const orders = 'contrail.guest-orders';

type Keys = Record<string, string>;

function read(): Keys {
  try {
    return JSON.parse(localStorage.getItem(store) ?? '{}') as Keys;
  } catch {
    return {};
  }
}

function readOrders(): string[] {
  try {
    return JSON.parse(localStorage.getItem(orders) ?? '[]') as string[];
  } catch {
    return [];
  }
}

export const guestKeys = {
  /** The token for a booking or an order, if this browser was given one. */
  for(id: string | undefined) {
    return id === undefined ? undefined : read()[id];
  },

  /** Keeps a token for everything that it opens. */
  keep(token: string, ...ids: string[]) {
    const keys = read();
    for (const id of ids) {
      keys[id] = token;
    }
    localStorage.setItem(store, JSON.stringify(keys));
  },

  /** Keeps the token of a booking for the order that it is in. */
  keepOrder(token: string, id: string) {
    localStorage.setItem(orders, JSON.stringify([...new Set([...readOrders(), id])]));
    this.keep(token, id);
  },

  /** Forgets a token that is worth nothing any more, for everything that it opened. */
  forget(id: string) {
    const keys = read();
    const others = Object.entries(keys).filter(([, token]) => token !== keys[id]);
    localStorage.setItem(store, JSON.stringify(Object.fromEntries(others)));
  },

  /** The bookings that this browser may see without an account, the latest first. */
  bookings() {
    const isOrder = new Set(readOrders());
    return Object.keys(read())
      .filter((id) => !isOrder.has(id))
      .toReversed();
  },
};
