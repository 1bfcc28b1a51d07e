import styles from './dashboards.module.css';

const WIDTH = 200;
const HEIGHT = 40;

/** A course of values without axes. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const shown = values.slice(-60);
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const points = shown.map((value, index) => {
    const x = (index / Math.max(1, shown.length - 1)) * WIDTH;
    const y = high > low ? HEIGHT - 3 - ((value - low) / (high - low)) * (HEIGHT - 6) : HEIGHT / 2;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="var(--mr-accent)"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
