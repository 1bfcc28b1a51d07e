import { closest } from '../../base/closest.ts';
import { fail } from '../../contract/errors/index.ts';
import type { Chart } from '../../contract/project/index.ts';
import { type Column, numericTypes, type Schema, temporalTypes } from '../../contract/schema.ts';
import { compileFormula } from '../expr/check.ts';
import { columnText, valueText } from '../expr/formula-text.ts';
import type { Expr } from '../sql/expr-tree.ts';
import type { Aggregate, OrderBy, Plan, Projection } from '../sql/plan.ts';

/** A choice made by clicking on other charts or in the filter bar: the column has one of the values (as text; null is empty). */
export interface ChartFilter {
  column: string;
  values: readonly (string | null)[];
}

/** Smallest and largest value of a numeric dimension that is cut into bins. */
export interface Span {
  min: number;
  max: number;
}

const TABLE = 'data';
const BINS = 20;
const defaultLimit: Partial<Record<Chart['kind'], number>> = {
  pie: 12,
  bars: 50,
  columns: 100,
  table: 500,
  scatter: 3000,
  'map-points': 5000,
};

/** The rows of the dataset that the chart looks at. CHART_COLUMN_UNKNOWN, FORMULA_*. */
export function filteredRows(chart: Chart, schema: Schema, filters: readonly ChartFilter[]): Plan {
  let plan: Plan = { op: 'scan', table: TABLE, schema };
  const conditions = filters.filter((filter) => schema.some((column) => column.name === filter.column)).map(filterText);
  if (chart.filter?.trim()) conditions.push(`(${chart.filter})`);
  if (conditions.length > 0)
    plan = { op: 'filter', input: plan, where: compileFormula(conditions.join(' and '), schema, 'boolean').expr };
  return plan;
}

function filterText({ column, values }: ChartFilter): string {
  const texts = values.filter((value) => value !== null).map(valueText);
  const parts = texts.length > 0 ? [`to_text(${columnText(column)}) in (${texts.join(', ')})`] : [];
  if (values.includes(null)) parts.push(`${columnText(column)} is null`);
  return parts.length > 0 ? `(${parts.join(' or ')})` : 'false';
}

/** The numeric column whose span must be known before the chart can be planned. */
export function binnedColumn(chart: Chart, schema: Schema): string | undefined {
  const { dimension } = chart;
  if (!dimension) return undefined;
  const isNumber = numericTypes.includes(requireColumn(schema, dimension.column).type);
  return isNumber && (chart.kind === 'histogram' || dimension.bin === 'auto') ? dimension.column : undefined;
}

/** A chart as a plan over the table `data`. CHART_COLUMN_UNKNOWN, CHART_INCOMPLETE. */
export function chartPlan(chart: Chart, input: { schema: Schema; rows: Plan; span?: Span | undefined }): Plan {
  const limit = chart.limit ?? defaultLimit[chart.kind] ?? 1000;
  if (chart.kind === 'scatter') return scatter(chart, input, limit);
  if (chart.kind === 'map-points') return points(chart, input, limit);
  if (chart.kind === 'table' && chart.measures.length === 0) return listing(chart, input, limit);
  return grouped(chart, input, limit);
}

function grouped(chart: Chart, input: { schema: Schema; rows: Plan; span?: Span | undefined }, limit: number): Plan {
  const keys: Projection[] = [];
  if (chart.kind !== 'kpi') {
    if (!chart.dimension) throw fail('CHART_INCOMPLETE', { kind: chart.kind, missing: 'a column to group by' });
    keys.push({ name: chart.dimension.column, expr: dimensionExpr(chart.dimension, input) });
    if (chart.series) keys.push({ name: chart.series.column, expr: column(input.schema, chart.series.column) });
  }
  const measures = chart.measures.length > 0 ? chart.measures : [{ aggregate: 'count' as const }];
  const taken = new Set(keys.map((key) => key.name));
  const aggregates = measures.map((measure): Aggregate => {
    const name = freeName(measureName(measure), taken);
    if (measure.aggregate === 'count' && !measure.column) return { name, fn: 'count' };
    return { name, fn: measure.aggregate, arg: column(input.schema, measure.column ?? '') };
  });
  const plan: Plan = { op: 'aggregate', input: input.rows, keys, aggregates };
  if (keys.length === 0) return plan;
  return {
    op: 'limit',
    input: { op: 'sort', input: plan, by: order(chart, keys, aggregates, input.schema) },
    count: limit,
  };
}

function order(chart: Chart, keys: readonly Projection[], aggregates: readonly Aggregate[], schema: Schema): OrderBy[] {
  const named = chart.sort && [...keys, ...aggregates].some((item) => item.name === chart.sort?.by);
  if (chart.sort && named) return [{ expr: col(chart.sort.by), descending: chart.sort.descending }];
  const type = requireColumn(schema, keys[0]!.name).type;
  const natural =
    chart.kind === 'lines' ||
    chart.kind === 'area' ||
    chart.kind === 'histogram' ||
    temporalTypes.includes(type) ||
    numericTypes.includes(type);
  const byKey = keys.map((key) => ({ expr: col(key.name), descending: false }));
  return natural ? byKey : [{ expr: col(aggregates[0]!.name), descending: true }, ...byKey];
}

function dimensionExpr(
  { column: name, bin }: NonNullable<Chart['dimension']>,
  input: { schema: Schema; span?: Span | undefined },
): Expr {
  const found = requireColumn(input.schema, name);
  if (temporalTypes.includes(found.type) && bin !== 'none') {
    const unit = bin === 'auto' ? 'day' : bin;
    return compileFormula(`date_floor(${columnText(name)}, '${unit}')`, input.schema).expr;
  }
  if (!input.span || !numericTypes.includes(found.type)) return col(name);
  const { min, max } = input.span;
  const width = (max - min) / BINS || 1;
  return compileFormula(
    `${min} + least(floor((to_number(${columnText(name)}) - ${min}) / ${width}), ${BINS - 1}) * ${width}`,
    input.schema,
  ).expr;
}

function scatter(chart: Chart, input: { schema: Schema; rows: Plan }, limit: number): Plan {
  const x = chart.dimension?.column;
  const y = chart.measures[0]?.column;
  if (!x || !y) throw fail('CHART_INCOMPLETE', { kind: chart.kind, missing: 'a column for each axis' });
  const names = [x, y, ...(chart.series ? [chart.series.column] : []), ...(chart.columns ?? [])];
  return { op: 'sample', input: pick(input, names), method: { kind: 'rows', count: limit, seed: 1 } };
}

function points(chart: Chart, input: { schema: Schema; rows: Plan }, limit: number): Plan {
  if (!chart.latitude || !chart.longitude)
    throw fail('CHART_INCOMPLETE', { kind: chart.kind, missing: 'columns of latitude and longitude' });
  const measures = chart.measures.flatMap((measure) => (measure.column ? [measure.column] : []));
  const names = [
    chart.latitude,
    chart.longitude,
    ...measures,
    ...(chart.series ? [chart.series.column] : []),
    ...(chart.columns ?? []),
  ];
  const placed: Plan = {
    op: 'filter',
    input: input.rows,
    where: compileFormula(
      `${columnText(chart.latitude)} is not null and ${columnText(chart.longitude)} is not null`,
      input.schema,
    ).expr,
  };
  return {
    op: 'limit',
    input: sorted(chart, { ...input, rows: pick({ ...input, rows: placed }, names) }),
    count: limit,
  };
}

function listing(chart: Chart, input: { schema: Schema; rows: Plan }, limit: number): Plan {
  const names = chart.columns?.length ? chart.columns : input.schema.map((item) => item.name);
  return { op: 'limit', input: pick({ ...input, rows: sorted(chart, input) }, names), count: limit };
}

function sorted(chart: Chart, input: { rows: Plan; schema: Schema }): Plan {
  if (!chart.sort) return input.rows;
  return {
    op: 'sort',
    input: input.rows,
    by: [{ expr: column(input.schema, chart.sort.by), descending: chart.sort.descending }],
  };
}

function pick(input: { schema: Schema; rows: Plan }, names: readonly string[]): Plan {
  const columns = [...new Set(names)].map((name) => ({ name, expr: column(input.schema, name) }));
  return { op: 'project', input: input.rows, columns };
}

function measureName(measure: Chart['measures'][number]): string {
  return measure.label || (measure.column ? `${measure.aggregate} of ${measure.column}` : 'count');
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name} ${n}`;
  taken.add(free);
  return free;
}

function col(name: string): Expr {
  return { op: 'col', name };
}

function column(schema: Schema, name: string): Expr {
  return col(requireColumn(schema, name).name);
}

function requireColumn(schema: Schema, name: string): Column {
  const found = schema.find((item) => item.name === name);
  if (found) return found;
  const near = closest(
    name,
    schema.map((item) => item.name),
  );
  throw fail('CHART_COLUMN_UNKNOWN', { column: name, suggestion: near ? `; did you mean “${near}”?` : '' });
}
