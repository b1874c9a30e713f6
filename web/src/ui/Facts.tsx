import type { ReactNode } from 'react';
import classes from './Facts.module.css';

/** A name and what it is; left out where there is nothing to tell. */
export type Fact = readonly [name: string, value: ReactNode] | '' | false | null | undefined;

/** Facts about one thing, side by side as far as there is room. */
export function Facts({ items }: { items: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {items
        .filter((item) => !!item)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
