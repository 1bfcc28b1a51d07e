import type { ColumnStats } from '../../../nodes/contract/flow.ts';
import { formatCount, formatShare } from '../../ui/format.ts';
import { type Filter, filterFormula } from '../filters/filters.ts';
import styles from './panel.module.css';

/** Shares of valid, invalid and empty cells; the words show the rows. */
export function Quality({ stats, onFilter }: { stats: ColumnStats; onFilter: (filter: Filter) => void }) {
  const { column, rows: found, invalid, empty } = stats;
  const rows = Math.max(1, found);
  const name = column.name;
  const parts: { label: string; count: number; tone: string; filter: Filter | null }[] = [
    { label: 'valid', count: Math.max(0, found - empty - invalid), tone: 'done', filter: null },
    { label: 'invalid', count: invalid, tone: 'failed', filter: { kind: 'invalid', column: name, invalid: true } },
    { label: 'empty', count: empty, tone: 'border-strong', filter: { kind: 'empty', column: name, empty: true } },
  ];
  return (
    <div>
      <div className={styles.qualityBar} aria-hidden>
        {parts.map(({ label, count, tone }) => (
          <span key={label} style={{ width: `${(count / rows) * 100}%`, background: `var(--mr-${tone})` }} />
        ))}
      </div>
      <div className={styles.qualityWords}>
        {parts.map(({ label, count, filter, tone }) => {
          const words = `${formatShare(count / rows)} ${label}`;
          const canShow = filter !== null && count > 0 && filterFormula(filter, [column]) !== null;
          return canShow ? (
            <button
              key={label}
              type="button"
              title={`Show the ${formatCount(count)} rows`}
              onClick={() => onFilter(filter)}
            >
              <i style={{ background: `var(--mr-${tone})` }} />
              {words}
            </button>
          ) : (
            <span key={label}>
              <i style={{ background: `var(--mr-${tone})` }} />
              {words}
            </span>
          );
        })}
      </div>
    </div>
  );
}
