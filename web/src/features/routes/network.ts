import { geoDistance } from 'd3-geo';
import type { Schemas } from '@/api/client';
import { nameOf } from '@/features/search/places';

type Route = Schemas['RouteAnswer'];

export type Airport = Schemas['RouteEnd'];

/** Two airports with direct flights, whichever way. */
export interface Connection {
  key: string;
  a: Airport;
  b: Airport;
  distanceKm: number;
}

/** Airports and what connects them. */
export interface Network {
  /** By city. */
  airports: Airport[];
  connections: Connection[];
  /** The airport with most connections. */
  hub: Airport | undefined;
  /** Where one gets from an airport without a change. */
  reach: ReadonlyMap<string, ReadonlySet<string>>;
}

export const pointOf = ({ longitude, latitude }: Airport): [number, number] => [longitude, latitude];

/** Whether a connection ends at an airport. */
export const ends = ({ a, b }: Connection, code: string | undefined) => a.code === code || b.code === code;

/** The network that routes make. */
export function networkOf(routes: readonly Route[]): Network {
  const airports = new Map<string, Airport>();
  const connections = new Map<string, Connection>();
  const reach = new Map<string, Set<string>>();
  for (const { from, to, distanceKm } of routes) {
    airports.set(from.code, from).set(to.code, to);
    reach.set(from.code, (reach.get(from.code) ?? new Set()).add(to.code));
    const [a, b] = from.code < to.code ? [from, to] : [to, from];
    connections.set(`${a.code}-${b.code}`, { key: `${a.code}-${b.code}`, a, b, distanceKm });
  }
  const byCity = [...airports.values()].toSorted(
    (a, b) => a.city.localeCompare(b.city) || a.name.localeCompare(b.name),
  );
  const links = (airport: Airport) => reach.get(airport.code)?.size ?? 0;
  return {
    airports: byCity,
    connections: [...connections.values()],
    hub: byCity.toSorted((a, b) => links(b) - links(a))[0],
    reach,
  };
}

const nearRadians = 0.5;

/** The airports within about 3,000 km of one, as the crow flies. */
export const around = (network: Network, centre: Airport) =>
  network.airports.filter((airport) => geoDistance(pointOf(airport), pointOf(centre)) < nearRadians);

/** Airports of one city are told apart by their names. */
export const labelOf = (airport: Airport, airports: readonly Airport[]) =>
  airports.some((other) => other.city === airport.city && other.code !== airport.code)
    ? nameOf({ city: airport.city, airport: airport.name })
    : airport.city;
