import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api, take, type Schemas } from '@/api/client';
import { guestKeys } from '@/api/guestKeys';
import { finishIntent, intentKey } from '@/api/intents';
import { ApiProblem } from '@/api/problems';
import { keepMade, keepSent, lastSent, type Draft } from './draft';
import { bookingQuery } from './queries';

const intent = 'book';

/** What is sent for what was typed. */
export function bodyOf(offerId: string, { passengers, contact }: Draft): Schemas['ReserveBookingBody'] {
  return {
    offerId,
    passengers: passengers.map((p) => ({ ...p, givenName: p.givenName.trim(), surname: p.surname.trim() })),
    contact: { email: contact.email.trim(), phone: contact.phone.trim() || null },
  };
}

async function reserve(body: Schemas['ReserveBookingBody']) {
  const text = JSON.stringify(body);
  if (lastSent().sent !== text) {
    finishIntent(intent);
    keepSent(text);
  }
  try {
    const made = await take(
      api.POST('/api/bookings', { params: { header: { 'Idempotency-Key': intentKey(intent) } }, body }),
    );
    guestKeys.keep(made.accessToken, made.id);
    keepMade(made.id);
    return made.id;
  } catch (error) {
    if (error instanceof ApiProblem && !error.problem.retryable) {
      finishIntent(intent);
    }
    throw error;
  }
}

async function giveBack(id: string) {
  await take(api.POST('/api/bookings/{id}/cancellation', { params: { path: { id } } }));
}

/** The booking that this tab made of an offer, if there is one. */
export async function findMade(queries: QueryClient, offerId: string) {
  const { sent, bookingId } = lastSent();
  if (!bookingId || !sent?.includes(offerId)) {
    return undefined;
  }
  try {
    return await queries.fetchQuery({ ...bookingQuery(bookingId), staleTime: 0 });
  } catch (error) {
    if (error instanceof ApiProblem && error.status < 500) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Holds the seats for what was typed and goes on to choosing them. The same again is the same booking; for what was changed the seats
 * that are held are given back first, so that nobody holds them twice.
 */
export function useReserve(offerId: string) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: async (draft: Draft) => {
      const body = bodyOf(offerId, draft);
      const made = await findMade(queries, offerId);
      const held = made?.status === 'reserved' ? made : undefined;
      if (held && JSON.stringify(body) === lastSent().sent) {
        return held.id;
      }
      if (held) {
        await giveBack(held.id);
      }
      if (lastSent().bookingId) {
        // What came of the last request has ended: the same again is something new.
        finishIntent(intent);
      }
      return reserve(body);
    },
    onSuccess: async (id) => {
      await queries.invalidateQueries({ queryKey: bookingQuery(id).queryKey });
      await navigate(`/bookings/${id}/seats`);
    },
  });
}
