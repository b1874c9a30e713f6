import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  /** As the address says. */
  value: string;
  /** Told a moment after the last key, so that not every letter asks the server. */
  onFilter: (value: string) => void;
}

/** A text that filters while one types. The text is the field's own; the address follows it, and when that changes otherwise (Back), the text follows. */
export function FilterInput({ value, onFilter, ...rest }: Props) {
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  const [told, setTold] = useState(value);
  if (value !== shown) {
    setShown(value);
    if (value !== told) {
      setTold(value);
      setText(value);
    }
  }
  const tell = useDebouncedCallback((latest: string) => {
    setTold(latest);
    onFilter(latest);
  }, 250);
  return (
    <TextInput
      {...rest}
      value={text}
      autoComplete="off"
      spellCheck={false}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        tell(currentTarget.value.trim());
      }}
    />
  );
}
