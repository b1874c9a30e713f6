/** What this site keeps in a browser begins so: keys of bookings, drafts, searches, what was begun. */
const prefix = 'contrail.';

/** Removes everything that the site keeps of a visitor in this browser, as when somebody else is going to use it. */
export function forgetVisitor() {
  for (const store of [localStorage, sessionStorage]) {
    for (const key of Object.keys(store).filter((name) => name.startsWith(prefix))) {
      store.removeItem(key);
    }
  }
}
