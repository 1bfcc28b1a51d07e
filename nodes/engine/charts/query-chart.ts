import { fail } from '../../contract/errors/index.ts';
import {
  type Chart,
  type ChartFilter,
  type ChartReply,
  missingWell,
  type UnfitField,
  unfitFields,
} from '../../contract/project/index.ts';
import { type Schema, typeWords } from '../../contract/schema.ts';
import { explainReadError } from '../data/read-error.ts';
import { planToDuckDb } from '../expr/dialect.ts';
import type { Plan } from '../sql/plan.ts';
import type { Session } from '../sql/session.ts';
import type { ChartContext, ChartKind } from './chart-kind.ts';
import { requireColumn } from './columns.ts';
import { filteredRows, TABLE } from './filters.ts';
import { checkColumns } from './grouped.ts';
import { leftOutNotes } from './left-out.ts';
import { chartKinds } from './registry.ts';

export interface ChartQuery {
  session: Session;
  chart: Chart;
  /** SQL after FROM, and its columns. */
  relation: { sql: string; schema: Schema };
  filters?: readonly ChartFilter[];
  now?: Date;
  signal?: AbortSignal;
}

/**
 * The data of a chart, computed by the database: never more rows than the chart draws.
 * CHART_COLUMN_UNKNOWN, CHART_FIELD_TYPE, CHART_MEASURE_TYPE, CHART_INCOMPLETE, DATA_ROW_BROKEN, FORMULA_*.
 */
export async function queryChart(query: ChartQuery): Promise<ChartReply> {
  const { session, chart, relation, filters = [], now = new Date(), signal } = query;
  const { schema } = relation;
  const kind = chartKinds.find(chart.kind);
  if (!kind) throw new Error(`there is no chart kind ${chart.kind}`);
  const options = signal ? { signal } : {};
  const run = async (plan: Plan) => {
    try {
      return await session.query(planToDuckDb(plan, { [TABLE]: relation.sql }), options);
    } catch (error) {
      throw explainReadError(error);
    }
  };
  const wells = kind.wells.map(({ id }) => id);
  const used: Chart = {
    ...chart,
    dimension: wells.includes('dimension') ? chart.dimension : undefined,
    levels: wells.includes('levels') ? chart.levels : undefined,
    series: wells.includes('series') ? chart.series : undefined,
  };
  checkColumns(used, { schema });
  const missing = missingWell(chart, kind.wells);
  if (missing) throw fail('CHART_INCOMPLETE', { kind: kind.label, missing: `a field in “${missing.label}”` });
  const [unfit] = unfitFields(chart, kind.wells, schema);
  if (unfit) throw unfitError(unfit, kind);
  if (chart.sort && kind.options.includes('sort') && !chart.dimension) requireColumn(schema, chart.sort.by);
  const context: ChartContext = {
    chart: used,
    schema,
    rows: await filteredRows({ chart, schema, filters, now, run }),
    run,
  };
  const { schema: shown, columns, total, sample, bins = {}, parts = {} } = await kind.read(context);
  const rows = columns[0]?.length ?? 0;
  return {
    schema: shown,
    columns,
    offset: 0,
    total: total === undefined ? rows : total,
    sample: sample ?? 'all rows',
    notes: await leftOutNotes(context, kind.wells),
    bins: Object.fromEntries(
      Object.entries(bins).map(([name, { bin, width }]) => [name, width ? { bin, width } : { bin }]),
    ),
    parts: Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, { schema: part.schema, columns: part.columns }]),
    ),
  };
}

function unfitError({ well, column, type, aggregate }: UnfitField, kind: ChartKind) {
  if (!aggregate)
    return fail('CHART_FIELD_TYPE', { column, type: typeWords[type], well: well.label, kind: kind.label });
  const figure = aggregate === 'min' ? 'smallest value' : 'largest value';
  return fail('CHART_MEASURE_TYPE', { column, type: typeWords[type], aggregate: `${figure} that can be drawn` });
}
