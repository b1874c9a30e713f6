import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { bookingQuery, seatMapQuery, type Booking } from './queries';

/** Which seat, on which flight, for which passenger by place in the list. */
export interface Choice {
  flightId: string;
  passenger: number;
  seat: string;
}

/** Whom a seat of a flight was chosen for. */
export const seatOf = (booking: Booking, flightId: string, passenger: number) =>
  booking.seats.find((s) => s.flightId === flightId && s.passenger === passenger)?.seat;

/** Takes a seat at once, so that nobody else can: what is shown as chosen is held. */
export function useChooseSeat(bookingId: string) {
  const queries = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: (choice: Choice) =>
      take(api.PUT('/api/bookings/{id}/seats', { params: { path: { id: bookingId } }, body: { seats: [choice] } })),
    onSuccess: ({ seats }) =>
      queries.setQueryData(bookingQuery(bookingId).queryKey, (booking) => booking && { ...booking, seats }),
    onSettled: (_, __, { flightId }) => {
      void queries.invalidateQueries({ queryKey: seatMapQuery(flightId).queryKey });
      void queries.invalidateQueries({ queryKey: bookingQuery(bookingId).queryKey, exact: true });
    },
  });
}
