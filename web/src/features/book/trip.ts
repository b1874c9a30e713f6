import type { Schemas } from '@/api/client';
import type { Search } from '@/features/search/search';
import type { SelectedOffer } from '@/features/search/selectedOffer';
import type { Booking } from './queries';

/** One flight of a trip, in the local times of its airports. */
export interface Leg {
  flightId: string;
  designator: string;
  from: string;
  to: string;
  departs: string;
  arrives: string;
  isCancelled: boolean;
}

/** What an offer and a booking have in common. */
export interface Trip {
  legs: Leg[];
  travellers: number;
  cabin: Schemas['Cabin'];
  family: Schemas['FareFamily'];
  price: Schemas['PriceLine'][];
  total: Schemas['Money'];
  conditions?: Schemas['FareConditions'];
}

export function tripOfOffer({ offer }: SelectedOffer): Trip {
  return {
    legs: offer.flights.map((flight) => ({
      flightId: flight.id,
      designator: flight.designator,
      from: flight.departure.airport,
      to: flight.arrival.airport,
      departs: flight.departure.local,
      arrives: flight.arrival.local,
      isCancelled: false,
    })),
    travellers: offer.passengers.reduce((sum, p) => sum + p.count, 0),
    cabin: offer.cabin,
    family: offer.family,
    price: offer.price,
    total: offer.total,
    conditions: offer.conditions,
  };
}

export function tripOfBooking(booking: Booking): Trip {
  return {
    legs: booking.flights.map((flight) => ({
      flightId: flight.flightId,
      designator: flight.designator,
      from: flight.from,
      to: flight.to,
      departs: flight.departsAt,
      arrives: flight.arrivesAt,
      isCancelled: flight.status === 'cancelled',
    })),
    travellers: booking.passengers.length,
    cabin: booking.cabin,
    family: booking.family,
    price: booking.price,
    total: booking.total,
  };
}

/** The search that finds flights like those of a booking. */
export function searchLike({ flights, passengers, cabin }: Booking): Search {
  const count = (type: Schemas['PassengerType']) => passengers.filter((p) => p.type === type).length;
  return {
    from: flights[0]!.from,
    to: flights.at(-1)!.to,
    date: flights[0]!.departsAt.slice(0, 10),
    adults: count('adult'),
    children: count('child'),
    infants: count('infant'),
    cabin,
  };
}

/** How many days later by the calendar a flight arrives than it departs. */
export const daysLater = ({ departs, arrives }: Leg) =>
  Math.round(
    (Date.parse(`${arrives.slice(0, 10)}T00:00Z`) - Date.parse(`${departs.slice(0, 10)}T00:00Z`)) / 86_400_000,
  );
