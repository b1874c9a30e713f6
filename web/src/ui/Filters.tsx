import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';

/** Filters above a list, side by side as far as there is room. */
export function Filters({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Group component="search" aria-label={label} mb="md" gap="sm" align="flex-end">
      {children}
    </Group>
  );
}

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

const pause = 300;

/** A filter that is typed. The list follows when the typing pauses. */
export function TextFilter({ label, value, onChange, placeholder }: FieldProps & { placeholder?: string }) {
  const [typed, setTyped] = useState({ text: value, sent: value, seen: value });
  const send = useDebouncedCallback((text: string) => {
    setTyped((before) => ({ ...before, sent: text.trim() }));
    onChange(text.trim());
  }, pause);
  // The address has changed. To what was sent from here: what was typed since stays. By something else, such as Back: it is shown.
  if (value !== typed.seen) {
    setTyped({ text: value === typed.sent ? typed.text : value, sent: value, seen: value });
  }
  return (
    <TextInput
      label={label}
      placeholder={placeholder}
      value={typed.text}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped((before) => ({ ...before, text }));
        send(text);
      }}
      flex="1 1 14rem"
      maw={360}
    />
  );
}

interface ChoiceProps extends FieldProps {
  /** What no choice is called. */
  all: string;
  choices: readonly { value: string; label: string }[];
}

/** A filter with a few values to choose from. */
export function ChoiceFilter({ label, value, onChange, all, choices }: ChoiceProps) {
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: all }, ...choices]}
      flex="0 1 12rem"
    />
  );
}
