import { queryOptions } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';
import { guestKeys } from '@/api/guestKeys';
import { pagesOf } from '@/api/pages';
import { ApiProblem } from '@/api/problems';
import { readBooking } from '@/features/booking/queries';

/** The bookings of whoever is signed in, newest first; of those that staff may see, the ones with an e-mail address. */
export const myBookingsQuery = (email: string | undefined) =>
  pagesOf(['bookings', 'of account', email], async (cursor) => {
    const list = await take(api.GET('/api/bookings', { params: { query: { limit: 100, cursor, email } } }));
    // To reference and surname the same address answers with one booking.
    return list as Schemas['PageOfBookingSummary'];
  });

/** The bookings that this browser has keys for; a key that opens nothing any more is forgotten. */
export const guestBookingsQuery = queryOptions({
  queryKey: ['bookings', 'of this browser'],
  queryFn: async () => {
    const read = await Promise.all(guestKeys.bookings().map(readIfThere));
    return read.filter((booking) => booking !== undefined);
  },
});

async function readIfThere(id: string) {
  try {
    return await readBooking(id);
  } catch (error) {
    if (error instanceof ApiProblem && (error.status === 404 || error.status === 401)) {
      return undefined;
    }
    throw error;
  }
}
