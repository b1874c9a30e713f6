import { ActionIcon, Paper, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue, useMergedRef } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { IconX } from '@tabler/icons-react';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { PlaceOption } from './PlaceOption';
import classes from './PlaceInput.module.css';
import { placeQuery, placesQuery, type Place } from './places';

interface Props {
  label: string;
  icon: ReactNode;
  /** The code of the place that is chosen; empty for none. */
  code: string;
  onChoose: (code: string) => void;
  error?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

const typingPause = 120;

/** A place by its name, city or code: what is typed finds places, one of them is chosen (the combobox pattern of WAI-ARIA). */
export function PlaceInput({ label, icon, code, onChoose, error, ref }: Props) {
  const t = useMessages(messages);
  const id = useId();
  const queries = useQueryClient();
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const awaited = useRef<string>(undefined);
  const fieldRef = useMergedRef(field, ref);
  const [typed, setTyped] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  // Which place the arrow keys chose: it stays so when another list comes that has it too.
  const [pointed, setPointed] = useState<string>();
  const chosen = useQuery(placeQuery(code)).data;
  const [wanted] = useDebouncedValue(typed?.trim() ?? '', typingPause);
  const found = useQuery({ ...placesQuery(wanted), enabled: isOpen, placeholderData: keepPreviousData });
  const places = found.data ?? [];
  const isFound = found.data !== undefined && !found.isPlaceholderData && wanted === (typed?.trim() ?? '');
  const at = places.findIndex((place) => place.code === pointed);
  const active = Math.max(0, at);
  const meant = places[at] ?? (isFound ? places[0] : undefined);
  const text = typed ?? (chosen ? `${chosen.city} (${chosen.code})` : code);

  const close = () => {
    setOpen(false);
    setTyped(undefined);
    setPointed(undefined);
  };
  const choose = (place: Place) => {
    queries.setQueryData(placeQuery(place.code).queryKey, place);
    onChoose(place.code);
    close();
  };
  const move = (to: number) => {
    const next = (to + places.length) % Math.max(1, places.length);
    setPointed(places[next]?.code);
    list.current?.querySelector(`#${CSS.escape(`${id}-${next}`)}`)?.scrollIntoView({ block: 'nearest' });
  };
  // Whoever is quicker than the answer means the first place that it will bring, if they type nothing else meanwhile.
  const awaitFirst = async (wish: string) => {
    awaited.current = wish;
    const [first] = await queries.fetchQuery(placesQuery(wish)).catch(() => []);
    if (awaited.current !== wish) {
      return;
    }
    if (first) {
      choose(first);
    } else if (document.activeElement !== field.current) {
      close();
    }
  };
  // Leaving the field with something typed means the place that was pointed at, or the first that it finds.
  const leave = () => {
    const wish = typed?.trim();
    if (wish && meant) {
      choose(meant);
    } else if (wish && !isFound) {
      setOpen(false);
      void awaitFirst(wish);
    } else {
      if (wish === '') {
        onChoose('');
      }
      close();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (isOpen) {
        move(active + (event.key === 'ArrowDown' ? 1 : -1));
      } else {
        setOpen(true);
      }
    } else if (event.key === 'Enter' && isOpen && meant) {
      event.preventDefault();
      choose(meant);
    } else if (event.key === 'Enter' && !isFound && typed?.trim()) {
      event.preventDefault();
      void awaitFirst(typed.trim());
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      close();
    }
  };

  return (
    <div className={classes.place}>
      <TextInput
        ref={fieldRef}
        label={label}
        placeholder={t('placeHint')}
        size="md"
        leftSection={icon}
        rightSection={
          text !== '' && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('clear', { field: label })}
              onClick={() => {
                close();
                onChoose('');
              }}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          )
        }
        rightSectionWidth={44}
        error={error}
        value={text}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && places[active] ? `${id}-${active}` : undefined}
        onFocus={(event) => {
          event.currentTarget.select();
          setOpen(true);
        }}
        onClick={() => setOpen(true)}
        onBlur={leave}
        onChange={(event) => {
          awaited.current = undefined;
          setTyped(event.currentTarget.value);
          setPointed(undefined);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      <Paper
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        hidden={!isOpen || places.length === 0}
        className={classes.list}
        shadow="md"
        withBorder
      >
        {places.map((place, index) => (
          <PlaceOption
            key={place.code}
            id={`${id}-${index}`}
            place={place}
            isActive={index === active}
            onChoose={() => choose(place)}
          />
        ))}
      </Paper>
      {isOpen && isFound && places.length === 0 && (
        <Paper className={classes.list} shadow="md" withBorder p="sm" role="status">
          <Text size="sm">{t('noPlace')}</Text>
          <Text size="sm" c="dimmed">
            {t('noPlaceTip')}
          </Text>
        </Paper>
      )}
      {isOpen && found.isError && (
        <Paper className={classes.list} shadow="md" withBorder p="sm" role="alert">
          <Text size="sm">{t('placesFailed')}</Text>
        </Paper>
      )}
      <VisuallyHidden role="status">
        {isOpen && isFound && typed ? t('places', { count: places.length }) : ''}
      </VisuallyHidden>
    </div>
  );
}
