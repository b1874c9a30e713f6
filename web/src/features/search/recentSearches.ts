import type { Search } from './search';
import { firstDate } from './validation';

/** A search and what its places are called. */
export interface RecentSearch {
  search: Search;
  from: string;
  to: string;
}

const store = 'contrail.recent-searches';
const most = 3;

/** What was looked for in this browser lately, the latest first; journeys of days that are past are left out. */
export function recentSearches(): RecentSearch[] {
  try {
    const kept = JSON.parse(localStorage.getItem(store) ?? '[]') as RecentSearch[];
    return kept.filter(({ search }) => search.date >= firstDate());
  } catch {
    return [];
  }
}

/** Remembers a search; one for the same journey is replaced. */
export function keepRecentSearch(recent: RecentSearch) {
  const { from, to } = recent.search;
  const others = recentSearches().filter(({ search }) => search.from !== from || search.to !== to);
  localStorage.setItem(store, JSON.stringify([recent, ...others].slice(0, most)));
}

/** Forgets them. */
