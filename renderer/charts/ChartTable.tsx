import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { type Chart, OTHER } from '../../nodes/contract/project/index.ts';
import { numericTypes } from '../../nodes/contract/schema.ts';
import { type ChartData, formatOf, toText } from './chart-data.ts';
import styles from './charts.module.css';
import { groupLabel } from './group-label.ts';
import type { Picked } from './options/option-input.ts';
import { onTableKey } from './roving.ts';
import { shadeWriter } from './shades.ts';
import { TableNote } from './TableNote.tsx';
import { type CellWriter, cellWriter } from './table-cells.ts';
import { usePalette } from './use-palette.ts';

interface ChartTableProps {
  chart: Chart;
  data: ChartData;
  picked: ReadonlySet<string | null> | undefined;
  /** Called with the group of a row, or with a cell of a table of rows. */
  onPick: ((what: Picked) => void) | undefined;
  /** Sorts by a column; a second time the other way. */
  onSort?: ((by: string) => void) | undefined;
}

interface TableColumn {
  name: string;
  cells: readonly unknown[];
  isNumber: boolean;
  write: CellWriter;
  shade: (row: number) => { background: string; color: string } | undefined;
}

/** Rows, or figures by group, as a plain table. */
export function ChartTable({ chart, data, picked, onPick, onSort }: ChartTableProps) {
  const { page } = data;
  const columns = useColumns(chart, data);
  const isGrouped = data.groups.length > 0;
  return (
    <div className={styles.tableFrame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reached by keyboard */}
      <section className={styles.tableBox} tabIndex={0} aria-label="Rows">
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <Head key={column.name} column={column} sort={chart.sort} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {isGrouped
              ? [...data.groups.keys()].map((row) => <GroupRow key={row} {...{ row, columns, data, picked, onPick }} />)
              : [...(page.columns[0] ?? []).keys()].map((row) => <PlainRow key={row} {...{ row, columns, onPick }} />)}
          </tbody>
        </table>
      </section>
      <TableNote page={page} />
    </div>
  );
}

function useColumns(chart: Chart, data: ChartData): TableColumn[] {
  const palette = usePalette(chart.palette);
  return useMemo(() => {
    const { schema, columns } = data.page;
    const isGrouped = data.groups.length > 0;
    const keys = isGrouped ? 1 + data.levels.length + Number(data.series !== null) : 0;
    return schema.map((column, index) => {
      const cells = columns[index] ?? [];
      const isKey = index < keys;
      const figure = isGrouped ? data.figures[index - keys] : undefined;
      const cut = index === 0 ? data.groupCut : (data.levels[index - 1]?.cut ?? data.seriesCut);
      const format = chart.measures[index - keys];
      return {
        name: column.name,
        cells,
        isNumber: !isKey && numericTypes.includes(column.type),
        write: isKey
          ? (cell) => groupLabel(toText(cell), column, cut)
          : cellWriter(cells, column, isGrouped && format ? formatOf(format) : {}),
        shade: figure && palette.byValue ? shadeWriter(figure.values, palette) : () => undefined,
      };
    });
  }, [chart.measures, data, palette]);
}

interface HeadProps {
  column: TableColumn;
  sort: Chart['sort'];
  onSort: ChartTableProps['onSort'];
}

function Head({ column: { name, isNumber }, sort, onSort }: HeadProps) {
  const isSorted = sort?.by === name;
  const Arrow = sort?.descending ? IconArrowDown : IconArrowUp;
  const content: ReactNode = onSort ? (
    <UnstyledButton className={styles.sort} onClick={() => onSort(name)} title={`Sort by ${name}`}>
      {name}
      {isSorted ? <Arrow size={12} aria-hidden /> : null}
    </UnstyledButton>
  ) : (
    name
  );
  return (
    <th
      data-numeric={isNumber || undefined}
      aria-sort={isSorted ? (sort?.descending ? 'descending' : 'ascending') : undefined}
    >
      {content}
    </th>
  );
}

interface RowProps {
  row: number;
  columns: readonly TableColumn[];
  onPick: ChartTableProps['onPick'];
}

const titleOf = (text: string) => (text.length > 36 ? text : undefined);

/** Figures of a group; the row stands for it. */
function GroupRow({ row, columns, data, picked, onPick }: RowProps & Pick<ChartTableProps, 'data' | 'picked'>) {
  const group = data.groups[row] ?? null;
  const pick = onPick && group !== OTHER ? () => onPick({ group }) : undefined;
  return (
    <tr
      data-pick={pick ? true : undefined}
      data-picked={picked?.has(group) || undefined}
      tabIndex={pick ? (row === 0 ? 0 : -1) : undefined}
      onClick={pick}
      onKeyDown={pick ? onTableKey : undefined}
    >
      {columns.map(({ name, cells, isNumber, write, shade }) => {
        const text = write(cells[row]);
        return (
          <td key={name} data-numeric={isNumber || undefined} title={titleOf(text)} style={shade(row)}>
            {text}
          </td>
        );
      })}
    </tr>
  );
}

/** A row of the dataset; each of its cells stands for its value. */
function PlainRow({ row, columns, onPick }: RowProps) {
  return (
    <tr>
      {columns.map(({ name, cells, isNumber, write }, at) => {
        const cell = cells[row];
        const text = write(cell);
        const pick = onPick ? () => onPick({ cells: [{ column: name, value: toText(cell) }] }) : undefined;
        return (
          <td
            key={name}
            data-numeric={isNumber || undefined}
            data-pick={pick ? true : undefined}
            tabIndex={pick ? (row === 0 && at === 0 ? 0 : -1) : undefined}
            title={titleOf(text)}
            onClick={pick}
            onKeyDown={pick ? onTableKey : undefined}
          >
            {text}
          </td>
        );
      })}
    </tr>
  );
}
