import type { Chart, ChartFilter } from '../../contract/project/index.ts';
import { type DataType, numericTypes, type Schema, temporalTypes } from '../../contract/schema.ts';
import { call, castTo, column, literal } from '../expr/build.ts';
import { compileFormula } from '../expr/check.ts';
import type { TypedExpr } from '../expr/functions/function-kind.ts';
import type { Plan } from '../sql/plan.ts';
import { parseMicros } from '../sql/temporal.ts';
import { cutExpr, type RunPlan } from './bins.ts';
import { finite, requireColumn } from './columns.ts';

export const TABLE = 'data';

interface Wanted {
  chart: Chart;
  schema: Schema;
  /** Filters of the dashboard; those of columns the dataset lacks do not concern it. */
  filters: readonly ChartFilter[];
  now: Date;
  run: RunPlan;
}

/** The rows of the dataset that the chart looks at. CHART_COLUMN_UNKNOWN, FORMULA_*. */
export async function filteredRows({ chart, schema, filters, now, run }: Wanted): Promise<Plan> {
  const scan: Plan = { op: 'scan', table: TABLE, schema };
  for (const { column: name } of chart.where ?? []) requireColumn(schema, name);
  const concerned = filters.filter((filter) => schema.some(({ name }) => name === filter.column));
  const conditions: TypedExpr[] = [];
  for (const filter of [...concerned, ...(chart.where ?? [])]) {
    conditions.push(...conditionsOf(filter, schema));
    if (filter.last) conditions.push(...(await lastOf(filter, { schema, scan, now, run })));
  }
  if (chart.filter?.trim()) {
    conditions.push({ expr: compileFormula(chart.filter, schema, 'boolean').expr, type: 'boolean' });
  }
  const [first, ...rest] = conditions;
  if (!first) return scan;
  return { op: 'filter', input: scan, where: rest.reduce((all, one) => call('and', all, one), first).expr };
}

function conditionsOf(filter: ChartFilter, schema: Schema): TypedExpr[] {
  const { type } = requireColumn(schema, filter.column);
  const value = column(filter.column, type);
  const conditions: TypedExpr[] = [];
  if (filter.values) {
    const matches = oneOf(filter, schema);
    conditions.push(filter.exclude ? call('not', call('coalesce', matches, literal(false))) : matches);
  }
  const part = filter.contains?.trim();
  if (part) conditions.push(call('contains', call('lower', castTo(value, 'string')), literal(part.toLowerCase())));
  const from = bound(filter.from, type);
  if (from) conditions.push(call('ge', comparable(value), from));
  const to = bound(filter.to, type);
  if (to) {
    const isDay = typeof filter.to === 'string' && /^\d{4}-\d\d-\d\d$/.test(filter.to) && type !== 'date';
    conditions.push(
      isDay && !filter.open
        ? call('lt', value, call('date_add', castTo(to, 'timestamp'), literal(1), literal('day')))
        : call(filter.open ? 'lt' : 'le', comparable(value), to),
    );
  }
  return conditions;
}

/** Numbers are compared as doubles; what is no number lies between no ends. */
const comparable = (value: TypedExpr): TypedExpr =>
  numericTypes.some((type) => type === value.type) ? finite(value) : value;

function bound(given: string | number | undefined, type: DataType): TypedExpr | undefined {
  if (given === undefined || given === '') return undefined;
  if (numericTypes.includes(type)) return Number.isFinite(Number(given)) ? literal(Number(given), 'double') : undefined;
  if (temporalTypes.includes(type)) {
    return parseMicros(String(given)) === null ? undefined : call('to_timestamp', literal(String(given)));
  }
  return literal(String(given));
}

function oneOf(filter: ChartFilter, schema: Schema): TypedExpr {
  const { column: name, values = [], bin = 'none', width } = filter;
  const group = cutExpr(width ? { column: name, bin, width } : { column: name, bin }, schema);
  const simple = numericTypes.some((type) => type === group.type) || temporalTypes.some((type) => type === group.type);
  const value = simple || group.type === 'boolean' ? group : castTo(group, 'string');
  const wanted = values.flatMap((text) => (text === null ? [] : asLiteral(text, value.type as DataType)));
  const isWide = numericTypes.some((type) => type === value.type) && wanted.some(({ type }) => type === 'double');
  const matches = wanted.length > 0 ? call('in', isWide ? castTo(value, 'double') : value, ...wanted) : literal(false);
  return values.includes(null) ? call('or', matches, call('is_null', value)) : matches;
}

/** The text of a group as a value of its type; none when it does not fit. */
function asLiteral(text: string, type: DataType): TypedExpr[] {
  if (type === 'boolean') return [literal(/^(true|yes|1)$/i.test(text))];
  if (type === 'int' || type === 'bigint') {
    if (/^-?\d{1,18}$/.test(text)) return [literal(text, 'bigint')];
  }
  if (numericTypes.includes(type)) {
    return text.trim() !== '' && Number.isFinite(Number(text)) ? [literal(Number(text), 'double')] : [];
  }
  if (temporalTypes.includes(type)) return parseMicros(text) === null ? [] : [literal(text)];
  return [literal(text)];
}

/** The last days, weeks … before now or before the newest value. */
async function lastOf(
  { column: name, last }: ChartFilter,
  { schema, scan, now, run }: { schema: Schema; scan: Plan; now: Date; run: RunPlan },
): Promise<TypedExpr[]> {
  const { type } = requireColumn(schema, name);
  if (!last || !temporalTypes.includes(type)) return [];
  const value = castTo(column(name, type), 'timestamp');
  let end = now.toISOString().slice(0, 19);
  if (last.before === 'newest') {
    const newest = { name: 'newest', fn: 'max' as const, arg: value.expr };
    const { columns } = await run({ op: 'aggregate', input: scan, keys: [], aggregates: [newest] });
    const found = columns[0]?.[0];
    if (typeof found !== 'string') return [];
    end = found;
  }
  const { count, unit, span } = last;
  const until = call('to_timestamp', literal(end));
  const back = (from: TypedExpr, units: number) => call('date_add', from, literal(-units), literal(unit));
  if (!span) return [call('gt', value, back(until, count)), call('le', value, until)];
  const begun = call('date_floor', until, literal(unit));
  return span === 'complete'
    ? [call('ge', value, back(begun, count)), call('lt', value, begun)]
    : [call('ge', value, back(begun, count - 1)), call('le', value, until)];
}
