import type { Chart } from '../../nodes/contract/project/index.ts';
import { numericTypes, type RowsPage } from '../../nodes/contract/schema.ts';
import { formatFigure, toNumber, toText } from './chart-data.ts';
import styles from './charts.module.css';

interface ChartTableProps {
  chart: Chart;
  page: RowsPage;
  picked: ReadonlySet<string | null> | undefined;
  /** Called with the group of a row, on tables of figures by group. */
  onPick: ((group: string | null) => void) | undefined;
}

function cell(value: unknown, isFigure: boolean, format: string | undefined): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const number = isFigure ? toNumber(value) : null;
  if (number !== null) return formatFigure(Number.isInteger(number) ? number : Number(number.toPrecision(6)), format);
  return (toText(value) ?? '–').replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ');
}

/** Rows, or figures by group, as a plain table. */
export function ChartTable({ chart, page, picked, onPick }: ChartTableProps) {
  const grouped = chart.measures.length > 0 && chart.dimension !== undefined;
  const skip = grouped ? 1 + (chart.series ? 1 : 0) : 0;
  const pick = grouped ? onPick : undefined;
  const columns = page.schema.map((column, index) => {
    const isFigure = numericTypes.includes(column.type) && !/(^|_)(id|num|code|zip|year|hour)$/.test(column.name);
    const format = grouped ? chart.measures[index - skip]?.format : undefined;
    return { ...column, isFigure, isRight: numericTypes.includes(column.type), format };
  });
  const rows = [...(page.columns[0] ?? []).keys()];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reached by keyboard
    <section className={styles.tableBox} tabIndex={0} aria-label="Rows">
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ name, isRight }) => (
              <th key={name} data-numeric={isRight || undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const group = toText(page.columns[0]?.[row]);
            return (
              <tr
                key={row}
                data-pick={pick ? true : undefined}
                data-picked={(pick && picked?.has(group)) || undefined}
                onClick={pick ? () => pick(group) : undefined}
              >
                {columns.map(({ name, isFigure, isRight, format }, index) => {
                  const text = cell(page.columns[index]?.[row], isFigure, format);
                  return (
                    <td key={name} data-numeric={isRight || undefined} title={text.length > 36 ? text : undefined}>
                      {text}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
