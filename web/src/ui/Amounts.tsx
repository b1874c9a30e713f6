import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import classes from './Amounts.module.css';
import { Money } from './Money';

/** One amount and what it is. */
export interface AmountLine {
  key: string;
  text: ReactNode;
  amount: Schemas['Money'];
  /** What the lines above come to. */
  isSum?: boolean;
}

/** Amounts below each other, with what they are at the left. */
export function Amounts({ lines }: { lines: readonly AmountLine[] }) {
  return (
    <dl className={classes.list}>
      {lines.map(({ key, text, amount, isSum }) => (
        <div key={key} className={classes.line} data-sum={isSum || undefined}>
          <dt>{text}</dt>
          <dd>
            <Money value={amount} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
