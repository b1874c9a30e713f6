import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { pagesOf } from '@/api/pages';
import { given } from '@/ui/useFilters';

/** Filters of the list of messages, as in its address. */
export interface MessageFilters {
  recipient: string;
  template: string;
  status: string;
}

/** Messages, the newest first. */
export const messagesQuery = (filters: MessageFilters) =>
  pagesOf(['office', 'messages', filters], (cursor) =>
    take(api.GET('/api/notifications', { params: { query: { ...given({ ...filters }), cursor } } })),
  );

/** What was sent, as recipients read it. */
export const mailboxQuery = (filters: { recipient: string }) =>
  pagesOf(['office', 'mailbox', filters], (cursor) =>
    take(api.GET('/api/mailbox', { params: { query: { ...given(filters), cursor, limit: 20 } } })),
  );

const soon = 1_500;
const later = 15_000;

/** A message, asked for again while it is looked at: soon while it is on its way. */
export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: ['office', 'message', id],
    queryFn: () => take(api.GET('/api/notifications/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.status === 'requested' ? soon : later),
  });

/** Kinds of messages. */
export const templatesQuery = queryOptions({
  queryKey: ['office', 'templates'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: () => take(api.GET('/api/notification-templates')),
});
