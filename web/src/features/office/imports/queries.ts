import { queryOptions } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';
import { once } from '@/api/intents';
import { pagesOf } from '@/api/pages';

export type ImportSummary = Schemas['ImportSummary'];
export type ImportDetails = Schemas['ImportDetails'];
export type ImportKind = Schemas['ImportKind'];

const soon = 700;

export const importsQuery = pagesOf<ImportSummary>(['imports', 'list'], (cursor) =>
  take(api.GET('/api/imports', { params: { query: { cursor, limit: 20 } } })),
);

/** An import; while it is being worked on it is asked for again and again. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: () => take(api.GET('/api/imports/{id}', { params: { path: { id }, query: { limit: 1 } } })),
    refetchInterval: ({ state: { data } }) => (data?.import.isAtWork ? soon : false),
  });

export const problemsQuery = (id: string) =>
  pagesOf<Schemas['ImportProblem']>(['imports', 'problems', id], async (cursor) => {
    const details = await take(
      api.GET('/api/imports/{id}', { params: { path: { id }, query: { cursor, limit: 50 } } }),
    );
    return details.problems;
  });

/** What is uploaded, and how. */
export interface Upload {
  file: File;
  kind: ImportKind;
  /** Whether flights without passengers are wanted too. */
  all: boolean;
}

/** Sends a file, to be checked or imported. Without an answer the same file is sent again under the same key. */
export async function upload({ file, kind, all }: Upload, dryRun: boolean) {
  const intent = `import:${kind}:${dryRun}:${all}:${file.name}:${file.size}:${file.lastModified}`;
  const { id } = await once(intent, (key) =>
    take(
      api.POST('/api/imports/{kind}', {
        params: { path: { kind }, query: { dryRun, all, fileName: file.name }, header: { 'Idempotency-Key': key } },
        headers: { 'Content-Type': 'application/octet-stream' },
        body: '',
        // The file goes as it is.
        bodySerializer: () => file,
      }),
    ),
  );
  return id;
}
