import type { Schemas } from '@/api/client';
import type { Search } from '@/features/search/search';
import type { SelectedOffer } from '@/features/search/selectedOffer';
import type { ItineraryFlight } from '@/ui/Itinerary';
import type { Booking } from './queries';

/** What an offer and a booking have in common. */
export interface Trip {
  flights: ItineraryFlight[];
  travellers: number;
  cabin: Schemas['Cabin'];
  family: Schemas['FareFamily'];
  price: Schemas['PriceLine'][];
  total: Schemas['Money'];
  conditions?: Schemas['FareConditions'];
}

export function tripOfOffer({ offer }: SelectedOffer): Trip {
  return {
    flights: offer.flights.map(({ id, designator, departure, arrival }) => ({
      flightId: id,
      designator,
      from: departure.airport,
      to: arrival.airport,
      departsAt: departure.at,
      arrivesAt: arrival.at,
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
    flights: booking.flights.map((flight) => ({
      ...flight,
      status: flight.status === 'cancelled' ? flight.status : undefined,
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
