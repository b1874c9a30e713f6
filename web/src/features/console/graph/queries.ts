import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';

/** How often a picture that is live looks again. */
export const livePause = 2000;

/** Everything about a booking, order or payment. */
export const storyQuery = (of: string) =>
  queryOptions({
    queryKey: ['ops', 'story', of],
    queryFn: () => take(api.GET('/api/ops/stories/{of}', { params: { path: { of } } })),
  });

/** What one request set off. */
export const correlationQuery = (id: string) =>
  queryOptions({
    queryKey: ['ops', 'correlation', id],
    queryFn: () => take(api.GET('/api/ops/correlations/{id}', { params: { path: { id } } })),
  });
