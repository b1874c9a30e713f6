import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, session, take, type Schemas } from './client';
import { ApiProblem } from './problems';
import { forgetVisitor } from './visitor';

/** Roles of people, as the API names them. */
export type Role = 'traveller' | 'agent' | 'operations' | 'admin';

export type Me = Schemas['UserProfile'];

const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 5 * 60_000,
  queryFn: async (): Promise<Me | null> => {
    if (!session.isKnown) {
      return null;
    }
    try {
      return await take(api.GET('/api/me'));
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) {
        session.end();
        return null;
      }
      throw error;
    }
  },
});

/** Who is signed in: null for a guest, undefined while it is not known yet. */
export function useMe() {
  return useQuery(meQuery);
}

/** Whether somebody may use the back office. Admins may do everything. */
export const hasRole = (me: Me | null | undefined, ...roles: Role[]) =>
  me !== null && me !== undefined && (me.roles.includes('admin') || roles.some((role) => me.roles.includes(role)));

/** Whether whoever is signed in may do what these roles may. */
export const useMay = (...roles: Role[]) => hasRole(useMe().data, ...roles);

/** Signing in and out; everything that was read before is forgotten, because it was somebody else's. */
export function useSession() {
  const queries = useQueryClient();
  function forget() {
    session.end();
    queries.clear();
    queries.setQueryData(meQuery.queryKey, null);
  }
  return {
    /** The server has ended the session: this browser forgets it. */
    forget,
    async signIn(email: string, password: string) {
      const answer = await take(api.POST('/api/session', { body: { email, password, kind: 'cookie' } }));
      session.begin(answer.antiforgeryToken ?? '');
      queries.clear();
      queries.setQueryData(meQuery.queryKey, answer.profile);
      return answer.profile;
    },
    /** Ends the session; the browser keeps nothing of whoever it was, their bookings neither. Without an answer nothing has happened. */
    async signOut() {
      try {
        await take(api.DELETE('/api/session'));
      } catch (error) {
        if (!(error instanceof ApiProblem && error.status === 401)) {
          throw error;
        }
      }
      forget();
      forgetVisitor();
    },
  };
}
