import type { RuleResult } from '../../../nodes/contract/flow.ts';
import { formatNumber, formatTime } from '../../ui/format.ts';
import { ruleTones } from '../../ui/run-tones.ts';
import styles from './quality.module.css';
import type { Limits } from './quality-data.ts';

const WIDTH = 160;
const HEIGHT = 28;
const PAD = 4;

/** Values of a rule over time, oldest left, with its limits as lines; a dot is coloured by the status it had. */
export function Sparkline({ history, limits }: { history: readonly RuleResult[]; limits: Limits }) {
  const values = history.flatMap((result) => {
    const value = typeof result.observed === 'string' ? Number(result.observed) : result.observed;
    return value === null || !Number.isFinite(value) ? [] : [{ result, value }];
  });
  if (values.length === 0) return <span className={styles.dim}>no history yet</span>;
  const lines = [limits.hard.min, limits.hard.max, limits.soft.min, limits.soft.max];
  const near = lines.filter((line): line is number => line !== undefined);
  const seen = values.map(({ value }) => value);
  const spread = Math.max(...seen) - Math.min(...seen) || Math.abs(seen[0] ?? 1) || 1;
  const inReach = near.filter((line) => line >= Math.min(...seen) - spread && line <= Math.max(...seen) + spread);
  const low = Math.min(...seen, ...inReach);
  const high = Math.max(...seen, ...inReach);
  const y = (value: number) =>
    high === low ? HEIGHT / 2 : HEIGHT - PAD - ((value - low) / (high - low)) * (HEIGHT - 2 * PAD);
  const x = (index: number) =>
    PAD + (values.length === 1 ? WIDTH - 2 * PAD : (index / (values.length - 1)) * (WIDTH - 2 * PAD));
  const last = values.at(-1);
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${values.length} checks, last ${formatNumber(last?.value)}`}
      className={styles.sparkline}
    >
      {inReach.map((line) => (
        <line
          key={line}
          x1={0}
          x2={WIDTH}
          y1={y(line)}
          y2={y(line)}
          data-tone={line === limits.hard.min || line === limits.hard.max ? 'failed' : 'stale'}
        />
      ))}
      <polyline points={values.map(({ value }, index) => `${x(index)},${y(value)}`).join(' ')} />
      {values.map(({ result, value }, index) => (
        <circle
          key={result.computedAt}
          cx={x(index)}
          cy={y(value)}
          r={index === values.length - 1 ? 3 : 2}
          data-tone={ruleTones[result.status].tone}
        >
          <title>{`${formatTime(result.computedAt)}: ${formatNumber(value)}`}</title>
        </circle>
      ))}
    </svg>
  );
}
