import { Autocomplete, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { airportsQuery } from './queries';

interface Props {
  label: string;
  /** The chosen code. */
  value: string;
  /** Told a code when one was chosen, and nothing when the field was emptied. */
  onChange: (code: string) => void;
  error?: ReactNode;
  required?: boolean;
}

const isCode = (text: string) => /^[A-Z]{3}$/.test(text);

/** A field for an airport: code, city or name is typed, a code comes out. */
export function AirportInput({ label, value, onChange, error, required }: Props) {
  const t = useMessages(messages);
  // What is being typed, until it is a choice.
  const [typed, setTyped] = useState<string>();
  const text = typed ?? value;
  const [asked] = useDebouncedValue(text, 150);
  const found = useQuery(airportsQuery(asked)).data?.items ?? [];

  function choose(code: string) {
    setTyped(undefined);
    if (code !== value) {
      onChange(code);
    }
  }

  // Capital letters are a code; small ones may become the name of a city, until the field is left.
  const change = (next: string) => (next === '' || isCode(next) ? choose(next) : setTyped(next));

  function leave() {
    const code = text.trim().toUpperCase();
    if (isCode(code)) {
      choose(code);
    } else {
      setTyped(undefined);
    }
  }

  return (
    <Autocomplete
      label={label}
      placeholder={t('airportHint')}
      value={text}
      onChange={change}
      onBlur={leave}
      data={found.map((airport) => airport.code)}
      filter={({ options }) => options}
      selectFirstOptionOnChange
      renderOption={({ option }) => {
        const airport = found.find((a) => a.code === option.value);
        return (
          <Text size="sm" span>
            <b>{option.value}</b> {airport && `${airport.city}, ${airport.name}`}
          </Text>
        );
      }}
      error={error}
      required={required}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
