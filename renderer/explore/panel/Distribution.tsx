import type { ColumnStats } from '../../../nodes/contract/flow.ts';
import { type Column, temporalTypes } from '../../../nodes/contract/schema.ts';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { SectionLabel } from '../../ui/Panel.tsx';
import type { Filter } from '../filters/filters.ts';
import styles from './panel.module.css';

interface DistributionProps {
  stats: ColumnStats;
  onFilter: (filter: Filter) => void;
}

const isoOf = (seconds: number) => new Date(seconds * 1000).toISOString();

/** A place on the axis in words: numbers, or days and times. */
function axisWords(column: Column, value: number, span: number): string {
  if (!temporalTypes.includes(column.type)) return formatNumber(value, 4);
  const iso = isoOf(value);
  return column.type === 'date' || span > 3 * 86_400 ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
}

/** A bound as a filter writes it. */
function bound(column: Column, value: number): string {
  if (!temporalTypes.includes(column.type)) return String(Number(value.toPrecision(10)));
  const iso = isoOf(value);
  return column.type === 'date' ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}

/** The histogram of a column of numbers or times; a bar shows its rows. */
export function Distribution({ stats, onFilter }: DistributionProps) {
  const { column, histogram: bins } = stats;
  const [first, last] = [bins[0], bins.at(-1)];
  if (!first || !last) return null;
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const span = last.to - first.from;
  const words = (value: number) => axisWords(column, value, span);
  return (
    <section aria-label="Distribution">
      <SectionLabel>Distribution</SectionLabel>
      <div className={styles.histogram}>
        {bins.map(({ from, to, count }) => (
          <button
            key={from}
            type="button"
            aria-label={`${words(from)} – ${words(to)}: ${formatCount(count)} rows`}
            title={`${words(from)} – ${words(to)}: ${formatCount(count)}`}
            onClick={() =>
              onFilter({ kind: 'range', column: column.name, from: bound(column, from), to: bound(column, to) })
            }
          >
            <span style={{ height: count > 0 ? `max(2px, ${(count / most) * 100}%)` : 0 }} />
          </button>
        ))}
      </div>
      <BoxPlot stats={stats} from={first.from} to={last.to} />
      <div className={styles.axis}>
        <span>{words(first.from)}</span>
        <span>{words(last.to)}</span>
      </div>
    </section>
  );
}

/** The middle half and the median below the histogram, on the same axis. */
function BoxPlot({ stats, from, to }: { stats: ColumnStats; from: number; to: number }) {
  const at = (p: number) => {
    const value = stats.quantiles.find((one) => one.p === p)?.value;
    return value === undefined ? null : Math.max(0, Math.min(100, ((value - from) / (to - from)) * 100));
  };
  const [low, quarter, middle, threeQuarters, high] = [0.05, 0.25, 0.5, 0.75, 0.95].map(at);
  if (low == null || quarter == null || middle == null || threeQuarters == null || high == null) return null;
  return (
    <div className={styles.box} aria-hidden>
      <i data-part="whisker" style={{ left: `${low}%`, width: `${high - low}%` }} />
      <i data-part="half" style={{ left: `${quarter}%`, width: `${Math.max(0.5, threeQuarters - quarter)}%` }} />
      <i data-part="median" style={{ left: `${middle}%` }} />
    </div>
  );
}
