import type { Schemas } from '@/api/client';
import type { Search } from './search';

/** An offer that can be booked: it has an id. */
export type BookableOffer = Schemas['OfferAnswer'] & { id: string };

/** The offer that was chosen, and what was looked for; `addressOf(search)` leads back to the results. */
export interface SelectedOffer {
  offer: BookableOffer;
  search: Search;
}

const store = 'contrail.selected-offer';

/** Keeps the offer that was chosen, so that booking it survives a reload. Each tab has its own. */
export function keepSelectedOffer(offer: BookableOffer, search: Search) {
  sessionStorage.setItem(store, JSON.stringify({ offer, search } satisfies SelectedOffer));
}

/** The offer that was chosen last in this tab, if there is one. Whether its price still holds says `priceGuaranteedUntil`. */
export function readSelectedOffer(): SelectedOffer | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(store) ?? 'null') as Partial<SelectedOffer> | null;
    return kept?.offer?.id && kept.search ? (kept as SelectedOffer) : undefined;
  } catch {
    return undefined;
  }
}
