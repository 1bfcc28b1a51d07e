import { call } from '../expr/build.ts';
import type { TypedExpr } from '../expr/functions/function-kind.ts';
import type { Plan } from '../sql/plan.ts';
import type { ChartContext } from './chart-kind.ts';
import { columnExpr, finite } from './columns.ts';

/** Those columns of the rows, each once. CHART_COLUMN_UNKNOWN. */
export function pick({ schema, rows }: Pick<ChartContext, 'schema' | 'rows'>, names: readonly string[]): Plan {
  const columns = [...new Set(names)].map((name) => ({ name, expr: columnExpr(schema, name).expr }));
  return { op: 'project', input: rows, columns };
}

type Rows = Pick<ChartContext, 'schema' | 'rows'>;

const where = (rows: Plan, values: readonly TypedExpr[]): Plan =>
  values.reduce<Plan>((input, value) => ({ op: 'filter', input, where: call('is_not_null', value).expr }), rows);

/** The rows in which all these columns have a value. CHART_COLUMN_UNKNOWN. */
export const withValues = ({ schema, rows }: Rows, names: readonly string[]): Plan =>
  where(
    rows,
    names.map((name) => columnExpr(schema, name)),
  );

/** The rows in which all these columns have a finite number. CHART_COLUMN_UNKNOWN. */
export const withNumbers = ({ schema, rows }: Rows, names: readonly string[]): Plan =>
  where(
    rows,
    names.map((name) => finite(columnExpr(schema, name))),
  );

export async function countRows({ run }: Pick<ChartContext, 'run'>, rows: Plan): Promise<number> {
  const { columns } = await run({
    op: 'aggregate',
    input: rows,
    keys: [],
    aggregates: [{ name: 'rows', fn: 'count' }],
  });
  return Number(columns[0]?.[0] ?? 0);
}

const count = (value: number) => value.toLocaleString('en-US');

/** Which points are shown, in words. */
export const sampleWords = (shown: number, total: number): string =>
  shown >= total ? 'all rows' : `${count(shown)} of ${count(total)} rows, chosen evenly`;
