import type { Measure } from '../../contract/project/index.ts';
import type { Schema } from '../../contract/schema.ts';
import type { ChartContext, ChartTable } from './chart-kind.ts';
import { aggregateOf } from './columns.ts';

interface Figures {
  measures: readonly Measure[];
  /** Columns of the table before its figures. */
  keys: number;
}

const number = (cell: unknown): number | null => (cell === null || cell === undefined ? null : Number(cell));

/** What each measure is of all rows that the chart looks at. */
async function totalsOf({ schema, rows, run }: ChartContext, measures: readonly Measure[]): Promise<(number | null)[]> {
  const taken = new Set<string>();
  const aggregates = measures.map((measure) => aggregateOf(measure, schema, taken));
  const { columns } = await run({ op: 'aggregate', input: rows, keys: [], aggregates });
  return columns.map(([cell]) => number(cell));
}

const share = (values: readonly unknown[], total: number | null): (number | null)[] =>
  values.map((cell) => {
    const value = number(cell);
    return value === null || !total ? null : value / total;
  });

/** Sums up from row to row, each series by itself. */
function running(values: readonly unknown[], seriesOf: (row: number) => string): number[] {
  const sums = new Map<string, number>();
  return values.map((cell, row) => {
    const series = seriesOf(row);
    const sum = (sums.get(series) ?? 0) + (number(cell) ?? 0);
    sums.set(series, sum);
    return sum;
  });
}

/** The table with figures as shares or as running totals, where the chart asks for them. */
export async function asShown(
  context: ChartContext,
  table: ChartTable,
  { measures, keys }: Figures,
): Promise<ChartTable> {
  if (!measures.some(({ as }) => as)) return table;
  const shares = measures.filter(({ as }) => as === 'share');
  const totals = shares.length > 0 ? await totalsOf(context, shares) : [];
  const others = table.columns.slice(1, keys);
  const seriesOf = (row: number) => JSON.stringify(others.map((values) => values[row]));
  const columns = table.columns.map((values, index) => {
    const measure = measures[index - keys];
    if (measure?.as === 'share') return share(values, totals[shares.indexOf(measure)] ?? null);
    return measure?.as === 'running' ? running(values, seriesOf) : values;
  });
  const schema: Schema = table.schema.map((column, index) =>
    measures[index - keys]?.as ? { name: column.name, type: 'double' } : column,
  );
  return { schema, columns };
}
