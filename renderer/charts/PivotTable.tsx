import { useMemo } from 'react';
import { type Chart, OTHER } from '../../nodes/contract/project/index.ts';
import type { ChartData } from './chart-data.ts';
import styles from './charts.module.css';
import { formatFigure } from './figure-format.ts';
import { groupLabel } from './group-label.ts';
import type { Picked } from './options/option-input.ts';
import { pivotCells } from './pivot-cells.ts';

interface PivotTableProps {
  chart: Chart;
  data: ChartData;
  picked: ReadonlySet<string | null> | undefined;
  onPick: ((what: Picked) => void) | undefined;
}

/** Figures by groups down and across, with totals of both. */
export function PivotTable({ chart, data, picked, onPick }: PivotTableProps) {
  const cells = useMemo(() => pivotCells(chart, data), [chart, data]);
  const { figures } = data;
  const columns: (number | 'total')[] = [...cells.across.keys(), 'total'];
  const heads = [data.page.schema[0]?.name ?? '', ...data.levels.map(({ column }) => column?.name ?? '')];
  const columnLabel = (column: number | 'total') =>
    column === 'total'
      ? data.series
        ? 'Total'
        : ''
      : groupLabel(cells.across[column] ?? null, data.seriesColumn, data.seriesCut);
  const levelLabel = (key: readonly (string | null)[], index: number) => {
    const level = data.levels[index - 1];
    const value = key[index] ?? null;
    return level ? groupLabel(value, level.column, level.cut) : groupLabel(value, data.groupColumn, data.groupCut);
  };
  const figureCells = (values: (number | null)[] | undefined, column: number | 'total', row: number | 'total') =>
    figures.map(({ name, format }, index) => (
      <td key={`${column} ${name}`} data-numeric data-total={column === 'total' || row === 'total' || undefined}>
        {values ? formatFigure(values[index], format) : ''}
      </td>
    ));
  return (
    <div className={styles.tableFrame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reached by keyboard */}
      <section className={styles.tableBox} tabIndex={0} aria-label="Pivot table">
        <table className={styles.table} data-pivot>
          <thead>
            {data.series ? (
              <tr>
                <th colSpan={heads.length}>{data.seriesColumn?.name} →</th>
                {columns.map((column) => (
                  <th key={column} colSpan={figures.length} data-numeric>
                    {columnLabel(column)}
                  </th>
                ))}
              </tr>
            ) : null}
            {!data.series || figures.length > 1 ? (
              <tr>
                {heads.map((name) => (
                  <th key={name}>{name}</th>
                ))}
                {columns.flatMap((column) =>
                  figures.map(({ name }) => (
                    <th key={`${column} ${name}`} data-numeric>
                      {name}
                    </th>
                  )),
                )}
              </tr>
            ) : null}
          </thead>
          <tbody>
            {cells.down.map((key, row) => {
              const group = key[0] ?? null;
              const canPick = onPick !== undefined && group !== OTHER;
              const isNew = row === 0 || cells.down[row - 1]?.[0] !== group;
              return (
                <tr
                  key={JSON.stringify(key)}
                  data-pick={canPick || undefined}
                  data-picked={picked?.has(group) || undefined}
                  tabIndex={canPick ? 0 : undefined}
                  onClick={canPick ? () => onPick({ group }) : undefined}
                  onKeyDown={canPick ? (event) => event.key === 'Enter' && onPick({ group }) : undefined}
                >
                  {heads.map((name, index) => (
                    <th key={name} scope="row">
                      {index > 0 || isNew ? levelLabel(key, index) : ''}
                    </th>
                  ))}
                  {columns.map((column) => figureCells(cells.at(row, column), column, row))}
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th colSpan={heads.length}>Total</th>
              {columns.map((column) => figureCells(cells.totals(column), column, 'total'))}
            </tr>
          </tfoot>
        </table>
      </section>
    </div>
  );
}
