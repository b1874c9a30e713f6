import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import {
  IconArmchair,
  IconArrowsExchange,
  IconPlaneArrival,
  IconPlaneDeparture,
  IconSearch,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { PlaceInput } from './PlaceInput';
import { placeQuery } from './places';
import { keepRecentSearch } from './recentSearches';
import { addressOf, cabins, type Cabin, type Search } from './search';
import classes from './SearchForm.module.css';
import { TravellersInput } from './TravellersInput';
import { firstDate, lastDate, problemsOf, type Problems } from './validation';

interface Props {
  value: Search;
  onChange: (search: Search) => void;
  /** In one row where there is room. */
  isCompact?: boolean;
  /** Called when a search begins. */
  onSearch?: () => void;
}

/** Where, when, who and how; leads to the results. */
export function SearchForm({ value, onChange, isCompact, onSearch }: Props) {
  const t = useMessages(messages);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [problems, setProblems] = useState<Problems>({});
  const change = (part: Partial<Search>) => {
    const next = { ...value, ...part };
    onChange(next);
    // What was wrong disappears as soon as it is right; new remarks come with the next attempt.
    const left = problemsOf(next);
    setProblems((shown) => ({
      from: shown.from && left.from,
      to: shown.to && left.to,
      date: shown.date && left.date,
    }));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = problemsOf(value);
    setProblems(found);
    const [first] = Object.keys(found);
    if (first) {
      form.current?.querySelector<HTMLInputElement>(`[data-field="${first}"] input`)?.focus();
      return;
    }
    onSearch?.();
    await navigate(addressOf(value));
    const [from, to] = [value.from, value.to].map(
      (code) => queries.getQueryData(placeQuery(code).queryKey)?.city ?? code,
    );
    keepRecentSearch({ search: value, from: from!, to: to! });
  };
  const wrong = (field: keyof Problems) => {
    const problem = problems[field];
    return problem && t(problem);
  };
  return (
    <form
      ref={form}
      noValidate
      role="search"
      aria-label={t('form')}
      className={isCompact ? classes.compact : classes.form}
      onSubmit={(event) => void submit(event)}
    >
      <div className={classes.places}>
        <div data-field="from">
          <PlaceInput
            label={t('from')}
            icon={<IconPlaneDeparture size={18} aria-hidden />}
            code={value.from}
            onChoose={(from) => change({ from })}
            error={wrong('from')}
          />
        </div>
        <ActionIcon
          variant="default"
          size={42}
          radius="xl"
          className={classes.swap}
          aria-label={t('swap')}
          onClick={() => change({ from: value.to, to: value.from })}
        >
          <IconArrowsExchange size={18} aria-hidden className={classes.swapIcon} />
        </ActionIcon>
        <div data-field="to">
          <PlaceInput
            label={t('to')}
            icon={<IconPlaneArrival size={18} aria-hidden />}
            code={value.to}
            onChoose={(to) => change({ to })}
            error={wrong('to')}
          />
        </div>
      </div>
      <div className={classes.details}>
        <div data-field="date">
          <TextInput
            type="date"
            label={t('date')}
            size="md"
            min={firstDate()}
            max={lastDate()}
            value={value.date}
            error={wrong('date')}
            onChange={(event) => change({ date: event.currentTarget.value })}
          />
        </div>
        <TravellersInput value={value} onChange={change} isCompact={isCompact} />
        <NativeSelect
          label={t('cabin')}
          size="md"
          leftSection={<IconArmchair size={18} aria-hidden />}
          data={cabins.map((cabin) => ({ value: cabin, label: t(cabin) }))}
          value={value.cabin}
          onChange={(event) => change({ cabin: event.currentTarget.value as Cabin })}
        />
        <Button
          type="submit"
          size="md"
          className={classes.submit}
          leftSection={!isCompact && <IconSearch size={18} aria-hidden />}
        >
          {t(isCompact ? 'searchAgain' : 'search')}
        </Button>
      </div>
    </form>
  );
}
