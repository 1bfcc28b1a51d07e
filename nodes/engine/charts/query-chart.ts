import type { Chart } from '../../contract/project/index.ts';
import type { RowsPage, Schema } from '../../contract/schema.ts';
import { planToDuckDb } from '../expr/dialect.ts';
import type { Plan } from '../sql/plan.ts';
import type { Session } from '../sql/session.ts';
import { binnedColumn, type ChartFilter, chartPlan, filteredRows, type Span } from './chart-plan.ts';

export interface ChartQuery {
  session: Session;
  chart: Chart;
  /** SQL after FROM, and its columns. */
  relation: { sql: string; schema: Schema };
  filters?: readonly ChartFilter[];
  signal?: AbortSignal;
}

/** The data of a chart, computed by the database: never more rows than the chart draws. */
export async function queryChart({ session, chart, relation, filters = [], signal }: ChartQuery): Promise<RowsPage> {
  const options = signal ? { signal } : {};
  const run = (plan: Plan) => session.query(planToDuckDb(plan, { data: relation.sql }), options);
  const rows = filteredRows(chart, relation.schema, filters);
  const binned = binnedColumn(chart, relation.schema);
  const span = binned === undefined ? undefined : await spanOf(binned, rows, run);
  const result = await run(chartPlan(chart, { schema: relation.schema, rows, span }));
  return { schema: result.schema, columns: result.columns, offset: 0, total: result.rowCount, sample: 'all rows' };
}

async function spanOf(
  name: string,
  rows: Plan,
  run: (plan: Plan) => ReturnType<Session['query']>,
): Promise<Span | undefined> {
  const arg = { op: 'cast', to: 'double', arg: { op: 'col', name }, try: true } as const;
  const aggregates = [
    { name: 'min', fn: 'min', arg },
    { name: 'max', fn: 'max', arg },
  ] as const;
  const { columns } = await run({ op: 'aggregate', input: rows, keys: [], aggregates: [...aggregates] });
  const [min, max] = columns.map((values) => values[0]);
  return typeof min === 'number' && typeof max === 'number' ? { min, max } : undefined;
}
