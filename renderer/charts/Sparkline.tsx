import styles from './charts.module.css';

const WIDTH = 200;
const HEIGHT = 40;
const EDGE = 3;

/** Runs of neighbours that have values; a value by itself is a short stroke. */
function runsOf(values: readonly (number | null)[], place: (value: number, index: number) => string): string[] {
  const runs: string[][] = [[]];
  for (const [index, value] of values.entries()) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push(place(value, index));
  }
  return runs.filter((run) => run.length > 0).map((run) => (run.length === 1 ? [...run, ...run] : run).join(' '));
}

/** A course of values without axes, the newest at the right. */
export function Sparkline({ values, label }: { values: readonly (number | null)[]; label: string }) {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const place = (value: number, index: number) => {
    const x = (index / Math.max(1, values.length - 1)) * WIDTH;
    const y = high > low ? HEIGHT - EDGE - ((value - low) / (high - low)) * (HEIGHT - 2 * EDGE) : HEIGHT / 2;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {runsOf(values, place).map((points) => (
        <polyline
          key={points}
          points={points}
          fill="none"
          stroke="var(--mr-accent)"
          strokeWidth="1.5"
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
