import { useQuery } from '@tanstack/react-query';
import { moduleNamesQuery } from '../queries';
import classes from './ModuleName.module.css';

const hues = ['grape', 'blue', 'green', 'orange', 'cyan', 'pink', 'lime', 'indigo', 'red', 'teal'] as const;

/** The name of a module with a dot of its own colour, the same on every page. */
export function ModuleName({ name }: { name: string }) {
  const place = useQuery(moduleNamesQuery).data?.indexOf(name) ?? -1;
  const hue = place < 0 ? 'gray' : hues[place % hues.length]!;
  return (
    <span className={classes.name}>
      <span className={classes.dot} style={{ background: `var(--mantine-color-${hue}-6)` }} aria-hidden />
      {name}
    </span>
  );
}
