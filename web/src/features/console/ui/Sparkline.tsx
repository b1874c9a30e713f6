import classes from './Sparkline.module.css';

interface Props {
  values: readonly number[];
  /** What it shows, in words. */
  label: string;
  width: number;
  height: number;
}

/** Values as small bars, the latest at the right; the highest fills the height. */
export function Sparkline({ values, label, width, height }: Props) {
  const most = Math.max(1, ...values);
  return (
    <svg
      viewBox={`0 0 ${values.length * 3} 100`}
      preserveAspectRatio="none"
      className={classes.line}
      style={{ width, height, maxWidth: '100%' }}
      role="img"
      aria-label={label}
    >
      <line className={classes.base} x1={0} x2={values.length * 3} y1={100} y2={100} />
      {values.map((value, i) => {
        const tall = (value / most) * 100;
        // oxlint-disable-next-line react/no-array-index-key -- The place is what a bar stands for.
        return value > 0 && <rect key={i} className={classes.bar} x={i * 3} y={100 - tall} width={2.2} height={tall} />;
      })}
    </svg>
  );
}
