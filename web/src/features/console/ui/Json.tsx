import { Text } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import classes from './Json.module.css';

/** A value as JSON, indented; names, texts and numbers can be told apart. */
export function Json({ value, label }: { value: unknown; label: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reached by the keyboard.
    <pre className={classes.json} aria-label={label} role="region" tabIndex={0}>
      {show(value, '')}
    </pre>
  );
}

/** A simple value as JSON. */
export function Scalar({ value }: { value: unknown }) {
  if (typeof value === 'string') {
    return <span className={classes.text}>{JSON.stringify(value)}</span>;
  }
  return <span className={classes.number}>{JSON.stringify(value)}</span>;
}

function show(value: unknown, indent: string): ReactNode {
  if (value === null || typeof value !== 'object') {
    return <Scalar value={value} />;
  }
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const members = Object.entries(value);
  if (members.length === 0) {
    return `${open}${close}`;
  }
  const inner = `${indent}  `;
  return (
    <>
      {open}
      {members.map(([name, member], i) => (
        <Fragment key={name}>
          {`\n${inner}`}
          {!Array.isArray(value) && (
            <Text span inherit className={classes.name}>
              {name}:{' '}
            </Text>
          )}
          {show(member, inner)}
          {i < members.length - 1 && ','}
        </Fragment>
      ))}
      {`\n${indent}`}
      {close}
    </>
  );
}
