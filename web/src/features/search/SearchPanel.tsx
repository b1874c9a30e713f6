import { Button, Group, Paper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useMessages } from '@/i18n';
import { formatLocalDate } from '@/i18n/formats';
import { messages } from './messages';
import { placeQuery } from './places';
import type { Search } from './search';
import { SearchForm } from './SearchForm';
import classes from './SearchPanel.module.css';
import { useTravellers } from './useTravellers';

interface Props {
  search: Search;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}

/** The search above its results: on phones a summary that opens into the form, else the form. */
export function SearchPanel({ search, isOpen, onOpen }: Props) {
  const t = useMessages(messages);
  const travellers = useTravellers();
  const [draft, setDraft] = useState(search);
  const from = useQuery(placeQuery(search.from)).data;
  const to = useQuery(placeQuery(search.to)).data;
  return (
    <Paper withBorder p="md" radius="lg" className={isOpen ? undefined : classes.closed}>
      <Group justify="space-between" wrap="nowrap" gap="sm" className={classes.summary}>
        <div className={classes.words}>
          <Text fw={600} truncate>
            {t('results', { from: from?.city ?? search.from, to: to?.city ?? search.to })}
          </Text>
          <Text size="xs" c="dimmed">
            {search.date && formatLocalDate(search.date)} · {travellers(search)} · {t(search.cabin)}
          </Text>
        </div>
        <Button
          variant="light"
          className={classes.open}
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => onOpen(true)}
        >
          {t('change')}
        </Button>
      </Group>
      <div className={classes.form}>
        <SearchForm value={draft} onChange={setDraft} isCompact onSearch={() => onOpen(false)} />
      </div>
    </Paper>
  );
}
