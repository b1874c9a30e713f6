import type { ReactNode } from 'react';
import classes from './Sums.module.css';

interface Line {
  key: string;
  text: ReactNode;
  amount: ReactNode;
}

/** Amounts below each other, and what they make. */
export function Sums({ lines, total }: { lines: readonly Line[]; total: Omit<Line, 'key'> }) {
  return (
    <dl className={classes.sums}>
      {lines.map((line) => (
        <div key={line.key}>
          <dt>{line.text}</dt>
          <dd>{line.amount}</dd>
        </div>
      ))}
      <div className={classes.total}>
        <dt>{total.text}</dt>
        <dd>{total.amount}</dd>
      </div>
    </dl>
  );
}
