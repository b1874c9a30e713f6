import { Paper } from '@mantine/core';
import { useState } from 'react';
import type { Search } from './search';
import { SearchForm } from './SearchForm';

interface Props {
  search: Search;
  /** On phones it is shown only then. */
  isOpen: boolean;
  onSearch: () => void;
}

/** The search above its results, to be changed. */
export function SearchPanel({ search, isOpen, onSearch }: Props) {
  const [draft, setDraft] = useState(search);
  return (
    <Paper withBorder p="md" radius="lg" visibleFrom={isOpen ? undefined : 'sm'}>
      <SearchForm value={draft} onChange={setDraft} isCompact onSearch={onSearch} />
    </Paper>
  );
}
