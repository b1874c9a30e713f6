import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './DataTable.module.css';

/** A column: its heading and what a row shows there. */
export interface Column<T> {
  title: string;
  /** Nothing where there is nothing to tell: a dash, and no line of a phone's card. */
  show: (item: T) => ReactNode;
  /** Amounts stand at the right. */
  isNumber?: boolean;
}

interface Props<T> {
  /** What the table lists, for those who cannot see it. */
  label: string;
  items: readonly T[];
  columns: readonly Column<T>[];
  keyOf: (item: T) => string;
}

/** Things as a table. On phones each row becomes a card whose fields carry their column's heading. */
export function DataTable<T>({ label, items, columns, keyOf }: Props<T>) {
  return (
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
        {items.map((item) => (
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
  );
}
