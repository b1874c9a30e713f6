import { VisuallyHidden } from '@mantine/core';
import { useMessages } from '@/i18n';
import { useChosenInView } from '../ui/useChosenInView';
import type { Line, Mark } from './diff';
import { messages } from './messages';
import classes from './StateDiff.module.css';

const signs: Record<Mark, string> = { same: '', added: '+', removed: '−', changed: '~' };

/** A state, line by line; what an event added, removed or changed is marked by a sign, a word and a colour. */
export function StateDiff({ lines, label }: { lines: readonly Line[]; label: string }) {
  const changed = lines.findIndex((line) => line.mark !== 'same');
  const region = useChosenInView<HTMLDivElement>(`[data-line="${changed}"]`);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reached by the keyboard.
    <div className={classes.lines} role="region" aria-label={label} tabIndex={0} ref={region}>
      {lines.map((line, i) => (
        <div key={line.path} data-line={i} className={`${classes.line} ${classes[line.mark] ?? ''}`}>
          <span className={classes.mark} aria-hidden>
            {signs[line.mark]}
          </span>
          <span style={{ paddingLeft: `${line.depth}rem` }}>
            <Content line={line} />
          </span>
        </div>
      ))}
    </div>
  );
}

function Content({ line: { mark, name, bracket, value, before } }: { line: Line }) {
  const t = useMessages(messages);
  const isEnd = bracket === '}' || bracket === ']';
  return (
    <>
      {(mark === 'added' || mark === 'removed') && !isEnd && <VisuallyHidden>{t(mark)} </VisuallyHidden>}
      {name !== undefined && <span className={classes.name}>{name}: </span>}
      <span className={classes.value}>{bracket ?? JSON.stringify(value)}</span>
      {mark === 'changed' && (
        <>
          {'  '}
          <VisuallyHidden>{t('changed')}</VisuallyHidden>
          <span aria-hidden>← </span>
          <s className={classes.was}>{JSON.stringify(before)}</s>
        </>
      )}
    </>
  );
}
