import classes from './ModuleName.module.css';

const hues = ['blue', 'teal', 'grape', 'orange', 'indigo', 'pink', 'green', 'cyan'] as const;

// The same module has the same hue on every page, whichever modules there are.
function hueOf(name: string) {
  let sum = 0;
  for (const character of name) {
    sum = (sum * 31 + character.charCodeAt(0)) % 9973;
  }
  return hues[sum % hues.length]!;
}

/** The name of a module with a dot of its own colour. */
export function ModuleName({ name }: { name: string }) {
  return (
    <span className={classes.name}>
      <span className={classes.dot} style={{ background: `var(--mantine-color-${hueOf(name)}-6)` }} aria-hidden />
      {name}
    </span>
  );
}
