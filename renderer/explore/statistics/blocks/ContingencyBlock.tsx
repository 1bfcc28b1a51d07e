import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { BlockOf } from '../../../../nodes/contract/statistics.ts';
import { StatisticsPlot } from '../../../charts/StatisticsPlot.tsx';
import { formatCount, formatShare } from '../../../ui/format.ts';
import { tableClass } from '../../../ui/table.ts';
import styles from '../statistics.module.css';

const views = [
  { value: 'rows', label: '% of row' },
  { value: 'columns', label: '% of column' },
  { value: 'all', label: '% of all' },
  { value: 'counts', label: 'Counts' },
];

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Two groupings: a mosaic, and the table as counts or shares. */
export function ContingencyBlock({ block }: { block: BlockOf<'contingency'> }) {
  const [view, setView] = useState('rows');
  const { down, across, counts } = block;
  const rowSums = counts.map(sum);
  const columnSums = across.values.map((_, column) => sum(counts.map((row) => row[column] ?? 0)));
  const total = sum(rowSums);
  const words = (count: number, row: number | null, column: number | null): string => {
    if (view === 'counts') return formatCount(count);
    const rowSum = row === null ? total : (rowSums[row] ?? 0);
    const columnSum = column === null ? total : (columnSums[column] ?? 0);
    const of = view === 'rows' ? rowSum : view === 'columns' ? columnSum : total;
    return of > 0 ? formatShare(count / of) : '–';
  };
  const height = Math.min(320, 60 + down.values.length * 28);
  return (
    <div className={styles.contingency}>
      <StatisticsPlot block={block} label={`Mosaic of ${down.label} by ${across.label}`} height={height} />
      <div>
        <SegmentedControl size="xs" data={views} value={view} onChange={setView} aria-label="What the cells show" />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reached by keyboard */}
        <section className={styles.table} tabIndex={0} aria-label={`${down.label} by ${across.label}`}>
          <table className={tableClass}>
            <thead>
              <tr>
                <th>{down.label}</th>
                {across.values.map((name) => (
                  <th key={name} data-numeric>
                    {name}
                  </th>
                ))}
                <th data-numeric>All</th>
              </tr>
            </thead>
            <tbody>
              {down.values.map((name, row) => (
                <tr key={name}>
                  <td>{name}</td>
                  {across.values.map((other, column) => (
                    <td key={other} data-numeric>
                      {words(counts[row]?.[column] ?? 0, row, column)}
                    </td>
                  ))}
                  <td data-numeric className={styles.dim}>
                    {words(rowSums[row] ?? 0, row, null)}
                  </td>
                </tr>
              ))}
              <tr className={styles.dim}>
                <td>All</td>
                {across.values.map((name, column) => (
                  <td key={name} data-numeric>
                    {words(columnSums[column] ?? 0, null, column)}
                  </td>
                ))}
                <td data-numeric>{words(total, null, null)}</td>
              </tr>
            </tbody>
          </table>
        </section>
      </div>
    </div>
  );
}
