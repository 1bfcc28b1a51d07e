import { OTHER } from '../../nodes/contract/project/index.ts';
import { numericTypes, temporalTypes } from '../../nodes/contract/schema.ts';
import type { ChartData, Figure } from './chart-data.ts';
import type { FigureFormat } from './figure-format.ts';
import { type GroupCut, groupLabel } from './group-label.ts';
import { groupsBetween } from './groups-between.ts';

export interface Line {
  name: string;
  /** Value of the series grouping; undefined for a line a measure. */
  series?: string | null;
  values: (number | null)[];
  format: FigureFormat;
}

const isBinned = ({ bin = 'none', width }: GroupCut): boolean => bin !== 'none' || width !== undefined;

/** Whether groups follow one another by themselves, as times and numbers do. */
export const isOrdered = ({ groupCut, groupColumn }: Pick<ChartData, 'groupCut' | 'groupColumn'>): boolean =>
  isBinned(groupCut) ||
  (groupColumn !== undefined && (temporalTypes.includes(groupColumn.type) || numericTypes.includes(groupColumn.type)));

type Grouped = Pick<ChartData, 'groups' | 'groupCut' | 'groupColumn'>;

/**
 * Distinct groups in the order of the reply. Bins in the order of their values are complete: those without rows stand in their
 * place, so that distances are what they seem.
 */
export function categoriesOf({ groups, groupCut }: Grouped): (string | null)[] {
  const distinct = [...new Set(groups)];
  if (!isBinned(groupCut)) return distinct;
  const known = distinct.filter((group): group is string => group !== null && group !== OTHER);
  const isBackwards = isSorted([...known].reverse(), groupCut);
  if (!isBackwards && !isSorted(known, groupCut)) return distinct;
  const between = groupsBetween(known, groupCut) ?? (isBackwards ? [...known].reverse() : known);
  const rest = distinct.filter((group) => group === null || group === OTHER);
  return [...(isBackwards && known.length > 1 ? [...between].reverse() : between), ...rest];
}

/** Times as they come are texts in the order of time; the other bins are numbers. */
function isSorted(values: readonly string[], { bin = 'none', width }: GroupCut): boolean {
  const isNumber = width !== undefined || /-/.test(bin) || bin === 'weekday';
  return values.every((value, at) => {
    const before = values[at - 1];
    return before === undefined || (isNumber ? Number(before) <= Number(value) : before <= value);
  });
}

/** The place of each row of the reply among the categories, as a line of one figure. */
function lineOf(
  data: ChartData,
  categories: readonly (string | null)[],
  { figure, rows }: LineRows,
): (number | null)[] {
  const at = new Map(categories.map((group, index) => [group, index]));
  const values = categories.map((): number | null | undefined => undefined);
  for (const row of rows) values[at.get(data.groups[row] ?? null) ?? 0] = figure.values[row] ?? null;
  return isBinned(data.groupCut) ? withAbsent(values, figure.absent) : values.map((value) => value ?? null);
}

interface LineRows {
  figure: Figure;
  /** Rows of the reply that the line is made of. */
  rows: Iterable<number>;
}

function withAbsent(values: readonly (number | null | undefined)[], absent: Figure['absent']): (number | null)[] {
  let before: number | null = null;
  return values.map((value) => {
    if (value === undefined) return absent === 'zero' ? 0 : absent === 'same' ? before : null;
    before = value;
    return value;
  });
}

/** One line a measure, or one a value of the series column. */
export function linesOf(data: ChartData, categories: readonly (string | null)[]): Line[] {
  if (!data.series) {
    return data.figures.map((figure) => ({
      name: figure.name,
      values: lineOf(data, categories, { figure, rows: data.groups.keys() }),
      format: figure.format,
    }));
  }
  const [figure] = data.figures;
  if (!figure) return [];
  const rows = new Map<string | null, number[]>();
  for (const [row, series] of data.series.entries()) {
    const known = rows.get(series);
    if (known) known.push(row);
    else rows.set(series, [row]);
  }
  const lines = [...rows].map(([series, own]) => ({
    name: groupLabel(series, data.seriesColumn, data.seriesCut),
    series,
    values: lineOf(data, categories, { figure, rows: own }),
    format: figure.format,
  }));
  return lines.sort((a, b) => lastOf(a) - lastOf(b) || bySeries(data)(a.series, b.series));
}

const lastOf = ({ series }: Line): number => Number(series === OTHER) * 2 + Number(series === null);

const bySeries =
  ({ seriesColumn, seriesCut }: ChartData) =>
  (a: string | null, b: string | null): number =>
    isOrdered({ groupCut: seriesCut, groupColumn: seriesColumn })
      ? compareValues(a, b)
      : String(a).localeCompare(String(b), 'en', { numeric: true });

/** Numbers by size, times and texts letter by letter. */
export function compareValues(a: string | null, b: string | null): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}

/** The sum of all lines in each group: how high a stack is. */
export const totalsOf = (lines: readonly Line[]): number[] =>
  (lines[0]?.values ?? []).map((_, index) => lines.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));

/** Shares of each group in place of the values. */
export function sharesOf(lines: readonly Line[]): Line[] {
  const wholes = lines[0]?.values.map((_, index) =>
    lines.reduce((sum, { values }) => sum + Math.abs(values[index] ?? 0), 0),
  );
  return lines.map((line) => ({
    ...line,
    values: line.values.map((value, index) => {
      const whole = wholes?.[index] ?? 0;
      return value === null || whole === 0 ? null : value / whole;
    }),
  }));
}
