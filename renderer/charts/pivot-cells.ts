import type { Chart, ChartReply } from '../../nodes/contract/project/index.ts';
import { type ChartData, type Figure, readChart } from './chart-data.ts';

export interface PivotCells {
  /** Keys down, one list a row group: dimension, then levels. */
  down: (string | null)[][];
  across: (string | null)[];
  /** Figures of a cell, one a measure; undefined where no row falls. */
  at: (row: number, column: number | 'total') => (number | null)[] | undefined;
  totals: (column: number | 'total') => (number | null)[] | undefined;
}

const keyOf = (parts: readonly (string | null)[]) => JSON.stringify(parts);

const figuresAt = (figures: readonly Figure[], row: number) => figures.map(({ values }) => values[row] ?? null);

/** A table of the reply read by its own groupings. */
function readPart(chart: Chart, part: ChartReply['parts'][string] | undefined, keys: number) {
  const rows = new Map<string, (number | null)[]>();
  if (!part) return rows;
  const whole = { ...part, offset: 0, total: null, notes: [], sample: '', bins: {}, parts: {} };
  const { figures } = readChart(
    { ...chart, kind: 'gauge' },
    { ...whole, schema: part.schema.slice(keys), columns: part.columns.slice(keys) },
  );
  for (const row of part.columns[0]?.keys() ?? []) {
    const key = part.columns
      .slice(0, keys)
      .map((values) => (values[row] === null || values[row] === undefined ? null : String(values[row])));
    rows.set(keyOf(key), figuresAt(figures, row));
  }
  return rows;
}

/** The cells of a pivot table, with totals as the node read them. */
export function pivotCells(chart: Chart, data: ChartData): PivotCells {
  const rowKeys = data.groups.map((group, row) => [group, ...data.levels.map(({ values }) => values[row] ?? null)]);
  const down = [...new Map(rowKeys.map((key) => [keyOf(key), key])).values()];
  const across = data.series ? [...new Set(data.series)] : [];
  if (data.series && data.seriesColumn && data.seriesColumn.type !== 'string') {
    across.sort(
      (a, b) => Number(a === null) - Number(b === null) || String(a).localeCompare(String(b), 'en', { numeric: true }),
    );
  }
  const cells = new Map(
    rowKeys.map((key, row) => [
      keyOf(data.series ? [...key, data.series[row] ?? null] : key),
      figuresAt(data.figures, row),
    ]),
  );
  const { parts } = data.page;
  const rowTotals = readPart(chart, parts.rows, 1 + data.levels.length);
  const columnTotals = readPart(chart, parts.columns, 1);
  const all = readPart(chart, parts.all, 0).get(keyOf([]));
  return {
    down,
    across,
    at: (row, column) => {
      const key = down[row] ?? [];
      if (column === 'total') return data.series ? rowTotals.get(keyOf(key)) : cells.get(keyOf(key));
      return cells.get(keyOf([...key, across[column] ?? null]));
    },
    totals: (column) => (column === 'total' ? all : columnTotals.get(keyOf([across[column] ?? null]))),
  };
}

/** Whether a group is said in this row: the same groups around it as in the row before are not said again, the innermost always is. */
export function beginsAt(down: PivotCells['down'], row: number, level: number): boolean {
  const [key = [], before] = [down[row], down[row - 1]];
  if (!before || (level > 0 && level === key.length - 1)) return true;
  return key.slice(0, level + 1).some((value, index) => value !== before[index]);
}
