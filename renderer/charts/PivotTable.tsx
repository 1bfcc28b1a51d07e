import { useMemo } from 'react';
import { type Chart, OTHER } from '../../nodes/contract/project/index.ts';
import type { ChartData } from './chart-data.ts';
import styles from './charts.module.css';
import { colourAt, inkOn, rampOf } from './colour-ramp.ts';
import { formatFigure } from './figure-format.ts';
import { groupLabel } from './group-label.ts';
import type { Picked } from './options/option-input.ts';
import { beginsAt, type PivotCells, pivotCells } from './pivot-cells.ts';
import { onTableKey } from './roving.ts';
import { TableNote } from './TableNote.tsx';
import { usePalette } from './use-palette.ts';

interface PivotTableProps {
  chart: Chart;
  data: ChartData;
  picked: ReadonlySet<string | null> | undefined;
  pickedSeries: ReadonlySet<string | null> | undefined;
  onPick: ((what: Picked) => void) | undefined;
}

type ColumnId = number | 'total';

interface View extends PivotTableProps {
  cells: PivotCells;
  columns: readonly ColumnId[];
  /** Ground and ink of a figure; undefined without colours by value. */
  shade: (value: number | null | undefined, figure: number) => { background: string; color: string } | undefined;
}

/** Figures by groups down and across, with totals of both. Heads and cells stand for their groups. */
export function PivotTable(props: PivotTableProps) {
  const { chart, data } = props;
  const palette = usePalette(chart.palette);
  const cells = useMemo(() => pivotCells(chart, data), [chart, data]);
  const ramps = useMemo(() => data.figures.map(({ values }) => rampOf(values, palette)), [data, palette]);
  const columns: ColumnId[] = data.series ? [...cells.across.keys(), 'total'] : ['total'];
  const shade: View['shade'] = (value, figure) => {
    const ramp = ramps[figure];
    if (!palette.byValue || !ramp || value === null || value === undefined) return undefined;
    const background = colourAt(ramp, value);
    return { background, color: inkOn(background) };
  };
  const view: View = { ...props, cells, columns, shade };
  return (
    <div className={styles.tableFrame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reached by keyboard */}
      <section className={styles.tableBox} tabIndex={0} aria-label="Pivot table">
        <table className={styles.table} data-pivot>
          <Heads {...view} />
          <tbody>
            {cells.down.map((key, row) => (
              <PivotRow key={JSON.stringify(key)} view={view} row={row} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th colSpan={1 + data.levels.length} scope="row">
                Total
              </th>
              {columns.flatMap((column) =>
                data.figures.map(({ name, format }, index) => (
                  <td key={`${column} ${name}`} data-numeric>
                    {figureText(cells.totals(column)?.[index], format)}
                  </td>
                )),
              )}
            </tr>
          </tfoot>
        </table>
      </section>
      <TableNote page={data.page} />
    </div>
  );
}

const figureText = (value: number | null | undefined, format: Parameters<typeof formatFigure>[1]) =>
  value === undefined ? '' : formatFigure(value, format);

const isWhole = (...values: (string | null | undefined)[]) => values.includes(OTHER);

function Heads({ data, cells, columns, onPick }: View) {
  const { figures } = data;
  const heads = [data.page.schema[0]?.name ?? '', ...data.levels.map(({ column }) => column?.name ?? '')];
  const hasTwoRows = data.series !== null;
  return (
    <thead>
      {hasTwoRows ? (
        <tr>
          <th colSpan={heads.length}>{data.seriesColumn?.name} →</th>
          {columns.map((column) => {
            const series = column === 'total' ? undefined : (cells.across[column] ?? null);
            const pick = onPick && series !== undefined && !isWhole(series) ? () => onPick({ series }) : undefined;
            return (
              <th
                key={column}
                colSpan={figures.length}
                data-numeric
                data-pick={pick ? true : undefined}
                tabIndex={pick ? -1 : undefined}
                onClick={pick}
                onKeyDown={pick ? onTableKey : undefined}
              >
                {series === undefined ? 'Total' : groupLabel(series, data.seriesColumn, data.seriesCut)}
              </th>
            );
          })}
        </tr>
      ) : null}
      {!hasTwoRows || figures.length > 1 || heads.length > 1 ? (
        <tr>
          {heads.map((name) => (
            <th key={name}>{name}</th>
          ))}
          {columns.flatMap((column) =>
            figures.map(({ name }) => (
              <th key={`${column} ${name}`} data-numeric>
                {figures.length > 1 || !hasTwoRows ? name : ''}
              </th>
            )),
          )}
        </tr>
      ) : null}
    </thead>
  );
}

function PivotRow({ view, row }: { view: View; row: number }) {
  const { data, cells, columns, picked, pickedSeries, onPick, shade } = view;
  const key = cells.down[row] ?? [];
  const [group = null, ...levels] = key;
  const pickOf = (what: Picked) =>
    onPick && !isWhole(what.group, what.series, ...(what.levels ?? [])) ? () => onPick(what) : undefined;
  const label = (index: number) => {
    const level = data.levels[index - 1];
    const value = key[index] ?? null;
    return level ? groupLabel(value, level.column, level.cut) : groupLabel(value, data.groupColumn, data.groupCut);
  };
  return (
    <tr data-picked={picked?.has(group) || undefined}>
      {key.map((_, index) => {
        const isNew = beginsAt(cells.down, row, index);
        const pick = isNew ? pickOf({ group, levels: levels.slice(0, index) }) : undefined;
        const isFirst = row === 0 && index === 0;
        return (
          <th
            key={index === 0 ? 'group' : `level ${index}`}
            scope="row"
            data-pick={pick ? true : undefined}
            tabIndex={pick ? (isFirst ? 0 : -1) : undefined}
            onClick={pick}
            onKeyDown={pick ? onTableKey : undefined}
          >
            {isNew ? label(index) : ''}
          </th>
        );
      })}
      {columns.flatMap((column) => {
        const values = cells.at(row, column);
        const series = column === 'total' ? undefined : (cells.across[column] ?? null);
        const pick = pickOf({ group, levels, ...(series === undefined ? {} : { series }) });
        return data.figures.map(({ name, format }, index) => (
          <td
            key={`${column} ${name}`}
            data-numeric
            data-total={(column === 'total' && data.series !== null) || undefined}
            data-pick={pick && values ? true : undefined}
            data-picked={(series !== undefined && pickedSeries?.has(series)) || undefined}
            tabIndex={pick && values ? -1 : undefined}
            style={column === 'total' && data.series ? undefined : shade(values?.[index], index)}
            onClick={values ? pick : undefined}
            onKeyDown={values && pick ? onTableKey : undefined}
          >
            {figureText(values?.[index], format)}
          </td>
        ));
      })}
    </tr>
  );
}
