import { Button, Center, Loader, Text } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMessages } from '@/i18n';
import { DataTable, type Column } from './DataTable';
import { messages } from './messages';
import { ProblemNotice } from './ProblemNotice';

export type { Column };

interface Props<T> {
  /** What the table lists, for those who cannot see it. */
  label: string;
  query: UseInfiniteQueryResult<T[]>;
  columns: readonly Column<T>[];
  keyOf: (item: T) => string;
  /** What to say, and do, when there is nothing. */
  empty: ReactNode;
}

/** A list of the API as a {@link DataTable}, further pages on demand. */
export function PagedTable<T>({ label, query, columns, keyOf, empty }: Props<T>) {
  const t = useMessages(messages);
  if (query.isPending) {
    return (
      <Center py="xl" role="status">
        <Loader role="img" aria-label={t('loading')} />
      </Center>
    );
  }
  if (query.isError && !query.data) {
    return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data?.length) {
    return (
      <Text c="dimmed" py="lg" role="status">
        {empty}
      </Text>
    );
  }
  return (
    <>
      <DataTable label={label} items={query.data} columns={columns} keyOf={keyOf} />
      {query.isFetchNextPageError && <ProblemNotice error={query.error} />}
      {query.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </Center>
      )}
    </>
  );
}
