import type { KeyboardEvent } from 'react';
import { type Chart, OTHER } from '../../nodes/contract/project/index.ts';
import { numericTypes } from '../../nodes/contract/schema.ts';
import { type ChartData, toNumber, toText } from './chart-data.ts';
import styles from './charts.module.css';
import { type FigureFormat, formatFigure } from './figure-format.ts';
import { groupLabel } from './group-label.ts';
import type { Picked } from './options/option-input.ts';

interface ChartTableProps {
  chart: Chart;
  data: ChartData;
  picked: ReadonlySet<string | null> | undefined;
  /** Called with the group of a row, on tables of figures by group. */
  onPick: ((what: Picked) => void) | undefined;
}

function cell(value: unknown, isFigure: boolean, format: FigureFormat | undefined): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const number = isFigure ? toNumber(value) : null;
  if (number !== null) {
    const isPlain = !format?.format && format?.decimals === undefined;
    return formatFigure(isPlain && !Number.isInteger(number) ? Number(number.toPrecision(6)) : number, format);
  }
  return (toText(value) ?? '–').replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ');
}

/** Rows, or figures by group, as a plain table. */
export function ChartTable({ chart, data, picked, onPick }: ChartTableProps) {
  const { page } = data;
  const grouped = data.groups.length > 0;
  const keys = grouped ? 1 + data.levels.length + (data.series ? 1 : 0) : 0;
  const pick = grouped ? onPick : undefined;
  const columns = page.schema.map((column, index) => {
    const isKey = index < keys;
    const isFigure =
      !isKey && numericTypes.includes(column.type) && !/(^|_)(id|num|code|zip|year|hour)$/.test(column.name);
    const format = grouped ? chart.measures[index - keys] : undefined;
    return { ...column, isFigure, isKey, isRight: !isKey && numericTypes.includes(column.type), format };
  });
  const keyText = (index: number, row: number): string => {
    const value = toText(page.columns[index]?.[row]);
    if (index === 0) return groupLabel(value, page.schema[0], data.groupCut);
    const level = data.levels[index - 1];
    return groupLabel(value, page.schema[index], level ? level.cut : data.seriesCut);
  };
  const rows = [...(page.columns[0] ?? []).keys()];
  return (
    <div className={styles.tableFrame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reached by keyboard */}
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
              const canPick = pick !== undefined && group !== OTHER;
              const onKey = (event: KeyboardEvent) => {
                if (event.key === 'Enter') pick?.({ group });
              };
              return (
                <tr
                  key={row}
                  data-pick={canPick || undefined}
                  data-picked={(pick && picked?.has(group)) || undefined}
                  tabIndex={canPick ? 0 : undefined}
                  onClick={canPick ? () => pick({ group }) : undefined}
                  onKeyDown={canPick ? onKey : undefined}
                >
                  {columns.map(({ name, isFigure, isRight, isKey, format }, index) => {
                    const text = isKey ? keyText(index, row) : cell(page.columns[index]?.[row], isFigure, format);
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
      {page.sample && page.sample !== 'all rows' ? <div className={styles.tableNote}>{page.sample}</div> : null}
    </div>
  );
}
