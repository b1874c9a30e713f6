import { Kbd, Loader, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { useMessages } from '@/i18n';
import { useFindings } from './findings';
import { messages } from './messages';
import classes from './OfficeSearch.module.css';
import { SearchResults } from './SearchResults';

/** One field that finds bookings, orders, flights and people. Everything is done with the keyboard; the mouse works too. */
export function SearchBox({ onDone }: { onDone: () => void }) {
  const t = useMessages(messages);
  const id = useId();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const typed = text.trim();
  const [wanted] = useDebouncedValue(typed, 200);
  // Which finding the arrow keys or the mouse chose: it stays so when others come before it.
  const [pointed, setPointed] = useState('');
  // Whoever presses Enter before the answer is there gets it opened when it comes.
  const [entered, setEntered] = useState('');
  const { groups, isSearching, error } = useFindings(wanted);
  const hasBookings = groups[0]?.title === t('bookings');
  const all = [...groups];
  if (hasBookings) {
    all.push({
      title: '',
      items: [
        {
          // What stands in the field, though what was found is of what stood there a moment ago.
          to: `/office/bookings?q=${encodeURIComponent(typed)}`,
          title: t('allBookings', { text: typed }),
          about: '',
        },
      ],
    });
  }
  const items = all.flatMap((group) => group.items);
  const at = items.findIndex((item) => item.to === pointed);
  const current = Math.max(at, Math.min(0, items.length - 1));
  const isSettled = wanted === typed && !isSearching;

  const target = items[current]?.to;
  const isDue = entered !== '' && entered === wanted && isSettled;
  useEffect(() => {
    if (isDue && target !== undefined) {
      onDone();
      void navigate(target);
    }
  }, [isDue, target, onDone, navigate]);

  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, current]);

  function open(to: string) {
    onDone();
    void navigate(to);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setPointed(items[(current + step + items.length) % items.length]?.to ?? '');
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (items[at]) {
        open(items[at].to);
      } else {
        setEntered(typed);
      }
    }
  }

  const isEmpty = wanted.length >= 2 && isSettled && groups.length === 0;
  const count = groups.reduce((sum, group) => sum + group.items.length, 0);
  return (
    <Stack gap="xs">
      <TextInput
        data-autofocus
        size="md"
        aria-label={t('title')}
        placeholder={t('placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setPointed('');
          setEntered('');
        }}
        onKeyDown={onKeyDown}
        leftSection={<IconSearch size={18} aria-hidden />}
        rightSection={isSearching ? <Loader size="xs" aria-hidden /> : <Kbd aria-hidden>↵</Kbd>}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={items.length > 0}
        aria-controls={items.length > 0 ? id : undefined}
        aria-activedescendant={items.length > 0 ? `${id}-${current}` : undefined}
        autoComplete="off"
        spellCheck={false}
      />
      <Text size="sm" c="dimmed" role="status">
        {wanted.length < 2
          ? t('hint')
          : isEmpty
            ? t('nothing', { text: wanted })
            : isSearching && count === 0
              ? t('searching')
              : t('found', { count })}
      </Text>
      {error && (
        <Text size="sm" c="red" role="alert">
          {t('failed', { reason: error.message })}
        </Text>
      )}
      <div className={classes.results}>
        {items.length > 0 && (
          <SearchResults
            id={id}
            groups={all}
            current={current}
            onChoose={(index) => setPointed(items[index]?.to ?? '')}
            onOpen={(item) => open(item.to)}
          />
        )}
      </div>
    </Stack>
  );
}
