import { Button, Center, Loader, Table, Text } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import classes from './PagedTable.module.css';
import { ProblemNotice } from './ProblemNotice';

/** A column: its heading and what a row shows there. */
export interface Column<T> {
  title: string;
  show: (item: T) => ReactNode;
  /** Amounts stand at the right. */
  isNumber?: boolean;
}

interface Props<T> {
  /** What the table lists, for those who cannot see it. */
  label: string;
  query: UseInfiniteQueryResult<T[]>;
  columns: readonly Column<T>[];
  keyOf: (item: T) => string;
  /** What to say, and do, when there is nothing. */
  empty: ReactNode;
}

/** A list of the API as a table, further pages on demand. On phones each row becomes a card whose fields carry their column's heading. */
export function PagedTable<T>({ label, query, columns, keyOf, empty }: Props<T>) {
  const t = useMessages(messages);
  if (query.isPending) {
    return (
      <Center py="xl" role="status">
        <Loader aria-label={t('loading')} />
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
      <Table aria-label={label} className={classes.table} highlightOnHover verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.title} ta={column.isNumber ? 'right' : undefined} scope="col">
                {column.title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {query.data.map((item) => (
            <Table.Tr key={keyOf(item)}>
              {columns.map((column) => (
                <Table.Td
                  key={column.title}
                  data-title={column.title}
                  className={column.isNumber ? classes.number : undefined}
                >
                  {column.show(item)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
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
