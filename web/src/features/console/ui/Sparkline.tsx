import classes from './Sparkline.module.css';

interface Props {
  values: readonly number[];
  /** For how many values there is room; what is not known yet stays empty at the left. */
  room?: number;
  /** What it shows, in words. */
  label: string;
  width: number;
  height: number;
}

/** Values as small bars, the latest at the right; the highest fills the height. */
export function Sparkline({ values, room = values.length, label, width, height }: Props) {
  const empty = room - values.length;
  const most = Math.max(1, ...values);
  return (
    <svg
      viewBox={`0 0 ${room * 3} 100`}
      preserveAspectRatio="none"
      className={classes.line}
      style={{ width, height, maxWidth: '100%' }}
      role="img"
      aria-label={label}
    >
      <line className={classes.base} x1={0} x2={room * 3} y1={100} y2={100} />
      {values.map((value, i) => {
        const tall = (value / most) * 100;
        // oxlint-disable-next-line react/no-array-index-key -- The place is what a bar stands for.
        return (
          value > 0 && (
            <rect key={i} className={classes.bar} x={(empty + i) * 3} y={100 - tall} width={2.2} height={tall} />
          )
        );
      })}
    </svg>
  );
}
