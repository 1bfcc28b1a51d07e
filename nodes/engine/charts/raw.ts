import { compileFormula } from '../expr/check.ts';
import { columnText } from '../expr/formula-text.ts';
import type { Plan } from '../sql/plan.ts';
import type { ChartContext } from './chart-kind.ts';
import { columnExpr } from './columns.ts';

/** Those columns of the rows, each once. CHART_COLUMN_UNKNOWN. */
export function pick({ schema, rows }: Pick<ChartContext, 'schema' | 'rows'>, names: readonly string[]): Plan {
  const columns = [...new Set(names)].map((name) => ({ name, expr: columnExpr(schema, name).expr }));
  return { op: 'project', input: rows, columns };
}

/** The rows in which all these columns have a value. CHART_COLUMN_UNKNOWN. */
export function withValues({ schema, rows }: Pick<ChartContext, 'schema' | 'rows'>, names: readonly string[]): Plan {
  for (const name of names) columnExpr(schema, name);
  const text = names.map((name) => `${columnText(name)} is not null`).join(' and ');
  return { op: 'filter', input: rows, where: compileFormula(text, schema).expr };
}

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
