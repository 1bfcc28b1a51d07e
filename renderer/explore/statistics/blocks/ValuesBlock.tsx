import type { CSSProperties } from 'react';
import type { BlockOf } from '../../../../nodes/contract/statistics.ts';
import { formatCount, formatNumber, formatShare } from '../../../ui/format.ts';
import styles from '../statistics.module.css';

/** Values by how often they occur; a mark stands where the expected number is. */
export function ValuesBlock({ block: { values, others } }: { block: BlockOf<'values'> }) {
  const most = Math.max(1, ...values.map(({ count, expected = 0 }) => Math.max(count, expected)));
  const all = values.reduce((sum, { count }) => sum + count, others?.count ?? 0);
  const share = (value: number) => formatShare(value / Math.max(1, all));
  return (
    <ul className={styles.values}>
      {values.map(({ label, count, expected }) => (
        <li key={label} style={{ '--share': `${(count / most) * 100}%` } as CSSProperties}>
          <span className={styles.valueName} title={label}>
            {label}
          </span>
          <span className={styles.valueTrack}>
            <i />
            {expected === undefined ? null : <b style={{ left: `${(expected / most) * 100}%` }} />}
          </span>
          <span className={styles.valueCount}>
            {formatCount(count)}{' '}
            <span className={styles.beside}>
              {expected === undefined ? share(count) : `expected ${formatNumber(expected, 4)}`}
            </span>
          </span>
        </li>
      ))}
      {others ? (
        <li>
          <span className={styles.dim}>{formatCount(others.values)} other values</span>
          <span />
          <span className={styles.valueCount}>
            {formatCount(others.count)} <span className={styles.beside}>{share(others.count)}</span>
          </span>
        </li>
      ) : null}
    </ul>
  );
}
