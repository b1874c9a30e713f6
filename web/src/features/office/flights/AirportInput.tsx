import { Autocomplete, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { airportsQuery } from './queries';

interface Props {
  label: string;
  /** The chosen code. */
  value: string;
  /** Told a code when one was chosen, and nothing when the field was emptied. */
  onChange: (code: string) => void;
  error?: string;
  required?: boolean;
}

const isCode = /^[A-Z]{3}$/;

/** A field for an airport: code, city or name is typed, a code comes out. */
export function AirportInput({ label, value, onChange, error, required }: Props) {
  const t = useMessages(messages);
  // What is being typed, until it is a choice; and which choice it belongs to.
  const [typing, setTyping] = useState<{ text: string; at: string }>();
  const text = typing?.at === value ? typing.text : value;
  const [asked] = useDebouncedValue(text, 150);
  const found = useQuery(airportsQuery(asked)).data?.items ?? [];

  function change(next: string) {
    const code = next.trim().toUpperCase();
    if (next === '' || isCode.test(code)) {
      setTyping(undefined);
      onChange(code);
    } else {
      setTyping({ text: next, at: value });
    }
  }

  return (
    <Autocomplete
      label={label}
      placeholder={t('airportHint')}
      value={text}
      onChange={change}
      onBlur={() => setTyping(undefined)}
      data={found.map((airport) => airport.code)}
      filter={({ options }) => options}
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
