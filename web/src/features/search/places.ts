import { queryOptions } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';

type Airport = Schemas['AirportAnswer'];

/** Where a journey begins or ends: an airport, or all airports of a city. */
export interface Place {
  code: string;
  city: string;
  country: string;
  cityCode: string;
  /** The airport's name; undefined for a city. */
  airport?: string;
}

const longestList = 50;
const aDay = 24 * 60 * 60_000;

const airportPlace = ({ code, city, country, cityCode, name }: Airport): Place => ({
  code,
  city,
  country,
  cityCode,
  airport: name,
});

/** The airports, and before the first one of a city with several the city itself, unless its code means an airport. */
function placesOf(airports: readonly Airport[]) {
  const places: Place[] = [];
  for (const airport of airports) {
    const { cityCode, city, country } = airport;
    const isFirst = !places.some((place) => place.cityCode === cityCode);
    const hasOthers = airports.filter((other) => other.cityCode === cityCode).length > 1;
    if (isFirst && hasOthers && !airports.some((other) => other.code === cityCode)) {
      places.push({ code: cityCode, city, country, cityCode });
    }
    places.push(airportPlace(airport));
  }
  return places;
}

/** What an airport is called with its city: `London Heathrow`, `London City`, `Dubai International`. */
export const nameOf = ({ city, airport }: Pick<Place, 'city' | 'airport'>) =>
  airport === undefined ? city : airport.startsWith(city) ? airport : `${city} ${airport}`;

/** Places that somebody may mean by what they typed, the best first. */
export const placesQuery = (text: string) =>
  queryOptions({
    queryKey: ['places', text],
    staleTime: aDay,
    queryFn: async ({ signal }) => {
      const query = { q: text, limit: longestList };
      return placesOf((await take(api.GET('/api/airports', { params: { query }, signal }))).items);
    },
  });

/** The place with a code, null if there is none. */
export const placeQuery = (code: string) =>
  queryOptions({
    queryKey: ['place', code],
    enabled: code !== '',
    staleTime: aDay,
    queryFn: async ({ client }) =>
      (await client.fetchQuery(placesQuery(code))).find((place) => place.code === code) ?? null,
  });

/** The city with this airport, if it has others too, and these. */
export const neighboursQuery = (place: Place | null | undefined) =>
  queryOptions({
    queryKey: ['neighbours', place?.code],
    enabled: place !== null && place !== undefined,
    staleTime: aDay,
    queryFn: async ({ client }) =>
      (await client.fetchQuery(placesQuery(place!.cityCode))).filter(
        (other) => other.cityCode === place!.cityCode && other.code !== place!.code,
      ),
  });
