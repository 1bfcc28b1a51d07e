import { type Chart, type Grouping, type Measure, OTHER } from '../../contract/project/index.ts';
import { numericTypes, temporalTypes } from '../../contract/schema.ts';
import { call, castTo, choose, column, empty, literal } from '../expr/build.ts';
import type { TypedExpr } from '../expr/functions/function-kind.ts';
import type { Aggregate, OrderBy, Plan, Projection } from '../sql/plan.ts';
import { type Cut, cutExpr, resolveCuts } from './bins.ts';
import type { ChartContext, ChartData } from './chart-kind.ts';
import { aggregateOf, freeName, requireColumn } from './columns.ts';
import { asShown } from './shown-figures.ts';

const MOST_ROWS = 20_000;
const MOST_SERIES = 12;

export interface GroupedOptions {
  /** Most groups of the first grouping when the chart does not say. */
  limit: number;
  /** Groups beyond the limit are shown together when the chart does not say. */
  other?: boolean;
  /** Groups follow one another by themselves, whatever their type. */
  byKey?: boolean;
  /** Aggregates in place of the chart's measures. */
  measures?: readonly Measure[];
  /** Groupings in place of the chart's own. */
  groupings?: readonly Grouping[];
  /** Most values of the second grouping. */
  seriesLimit?: number;
}

const counted: Measure = { aggregate: 'count' };

/** The groupings of a chart, first to last: dimension, levels, series. */
export const groupingsOf = (chart: Chart): Grouping[] =>
  [chart.dimension, ...(chart.levels ?? []), chart.series].filter((item) => item !== undefined);

/** Measures of the chart, or the count of rows; plans under free names. */
export function aggregatesOf(
  measures: readonly Measure[],
  context: Pick<ChartContext, 'schema'>,
  taken: Set<string>,
): Aggregate[] {
  const wanted = measures.length > 0 ? measures : [counted];
  return wanted.map((measure) => aggregateOf(measure, context.schema, taken));
}

interface Key {
  cut: Cut;
  value: TypedExpr;
  name: string;
  /** The values shown, most important first; absent: in their own order, all of them. */
  top?: (string | null)[] | undefined;
  /** There are values beyond `top`. */
  hasMore?: boolean;
}

const isNatural = ({ type }: TypedExpr): boolean =>
  temporalTypes.some((one) => one === type) || numericTypes.some((one) => one === type);

/** Figures by groups: keys first, then one column a measure. Groups beyond the limits are left out or shown together. */
export async function grouped(context: ChartContext, options: GroupedOptions): Promise<ChartData> {
  const { chart, schema, run } = context;
  const groupings = options.groupings ?? groupingsOf(chart);
  const cuts = await resolveCuts(groupings, context);
  const taken = new Set<string>();
  const keys: Key[] = cuts.map((cut) => ({
    cut,
    value: cutExpr(cut, schema),
    name: freeName(cut.column, taken),
  }));
  const measures = options.measures ?? chart.measures;
  const aggregates = aggregatesOf(measures, context, taken);
  const limit = chart.limit ?? options.limit;
  const other = chart.other ?? options.other ?? false;
  const several = keys.length > 1;
  for (const [index, key] of keys.entries()) {
    const most = index === 0 ? limit : index === 1 ? seriesLimitOf(chart, options) : limit;
    if (!isNatural(key.value) && (several || other)) {
      Object.assign(key, await topValues(key, most, { context, aggregates }));
    }
  }
  const together = (index: number) => (index === 0 ? other : true);
  const projected = keys.map((key, index): Projection => ({ name: key.name, expr: shownValue(key, together(index)) }));
  const plan: Plan = {
    op: 'aggregate',
    input: onlyTop(
      context.rows,
      keys.filter((_, index) => !together(index)),
    ),
    keys: projected,
    aggregates,
  };
  const most = several ? MOST_ROWS : other ? limit + 1 : limit;
  const by = orderOf(chart, { keys, aggregates, byKey: options.byKey ?? false });
  const result = await run({ op: 'limit', input: { op: 'sort', input: plan, by }, count: most + 1 });
  const cut = result.rowCount > most;
  const columns = cut ? result.columns.map((values) => values.slice(0, most)) : result.columns;
  const ordered = chart.order?.by === 'group' ? lastOther(columns, keys) : inOrder(columns, keys);
  return {
    ...(await asShown(context, { schema: result.schema, columns: ordered }, { measures, keys: keys.length })),
    ...(cut ? firstGroups(most) : keys[0]?.hasMore && !other ? firstGroups(limit) : {}),
    bins: binsOf(chart, cuts),
  };
}

const firstGroups = (most: number) => ({
  total: null,
  sample: `the first ${most.toLocaleString('en-US')} groups`,
});

function seriesLimitOf(chart: Chart, options: GroupedOptions): number {
  return chart.seriesLimit ?? options.seriesLimit ?? MOST_SERIES;
}

export function binsOf(chart: Chart, cuts: readonly Cut[]): Record<string, Cut> {
  const bins: Record<string, Cut> = {};
  const [first] = cuts;
  if (first) bins.dimension = first;
  const last = cuts.at(-1);
  if (chart.series && last && cuts.length > 1) bins.series = last;
  for (const [index, cut] of cuts.slice(1, chart.series ? -1 : undefined).entries()) bins[`level-${index}`] = cut;
  return bins;
}

/** The values with the largest first figure, and whether there are others. */
async function topValues(
  { value, name }: Key,
  most: number,
  { context, aggregates }: { context: ChartContext; aggregates: readonly Aggregate[] },
): Promise<Required<Pick<Key, 'top' | 'hasMore'>>> {
  const figure = { ...(aggregates[0] as Aggregate), name: 'figure' };
  const key = name.toLowerCase() === 'figure' ? 'group' : name;
  const plan: Plan = {
    op: 'aggregate',
    input: context.rows,
    keys: [{ name: key, expr: value.expr }],
    aggregates: [figure],
  };
  const by = [
    { expr: column('figure', 'double').expr, descending: context.chart.order?.descending ?? true, nullsFirst: false },
    { expr: column(key, 'string').expr, descending: false },
  ];
  const { columns } = await context.run({ op: 'limit', input: { op: 'sort', input: plan, by }, count: most + 1 });
  const values = (columns[0] ?? []).map((cell) => (cell === null ? null : String(cell)));
  return { top: values.slice(0, most), hasMore: values.length > most };
}

const asText = (value: TypedExpr): TypedExpr => castTo(value, 'string');

/** Is the value one of the texts? Null counts when it is among them. */
function isAmong(value: TypedExpr, values: readonly (string | null)[]): TypedExpr {
  const texts = values.filter((one) => one !== null);
  const among = texts.length > 0 ? call('in', asText(value), ...texts.map((one) => literal(one))) : literal(false);
  const safe = call('coalesce', among, literal(false));
  return values.includes(null) ? call('or', safe, call('is_null', value)) : safe;
}

function shownValue({ value, top, hasMore }: Key, together: boolean): TypedExpr['expr'] {
  if (!top || !hasMore || !together) return value.expr;
  const text = call('is_null', value);
  return choose(
    [
      { if: call('and', text, literal(top.includes(null))), then: empty('string') },
      { if: isAmong(value, top), then: asText(value) },
    ],
    literal(OTHER),
  ).expr;
}

function onlyTop(rows: Plan, keys: readonly Key[]): Plan {
  return keys.reduce<Plan>(
    (input, { value, top, hasMore }) =>
      top && hasMore ? { op: 'filter', input, where: isAmong(value, top).expr } : input,
    rows,
  );
}

const col = (name: string) => ({ op: 'col' as const, name });

function orderOf(
  chart: Chart,
  { keys, aggregates, byKey }: { keys: readonly Key[]; aggregates: readonly Aggregate[]; byKey: boolean },
): OrderBy[] {
  const byKeys = keys.map(({ name }) => ({ expr: col(name), descending: false }));
  const named = chart.sort && [...keys, ...aggregates].some(({ name }) => name === chart.sort?.by);
  if (chart.sort && named) return [{ expr: col(chart.sort.by), descending: chart.sort.descending }, ...byKeys];
  const [first] = keys;
  const [figure] = aggregates;
  if (!first || !figure) return byKeys;
  const { order } = chart;
  if (order?.by === 'group')
    return byKeys.map((key, index) => ({ ...key, descending: index === 0 && order.descending }));
  if (!order && (byKey || isNatural(first.value))) return byKeys;
  return [{ expr: col(figure.name), descending: order?.descending ?? true, nullsFirst: false }, ...byKeys];
}

function permuted(columns: unknown[][], compare: (a: number, b: number) => number): unknown[][] {
  const order = [...(columns[0] ?? []).keys()].sort((a, b) => compare(a, b) || a - b);
  return columns.map((values) => order.map((row) => values[row]));
}

/** Groups as their totals rank, those shown together last. */
function inOrder(columns: unknown[][], keys: readonly Key[]): unknown[][] {
  const ranks = keys.map(({ top }) => top && new Map(top.map((value, index) => [value, index])));
  if (ranks.every((rank) => !rank)) return columns;
  const rankOf = (index: number, row: number): number => {
    const cell = columns[index]?.[row];
    return ranks[index]?.get(cell === null || cell === undefined ? null : String(cell)) ?? Number.MAX_SAFE_INTEGER;
  };
  return permuted(columns, (a, b) => {
    for (const index of ranks.keys()) {
      if (!ranks[index]) return 0;
      const difference = rankOf(index, a) - rankOf(index, b);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function lastOther(columns: unknown[][], keys: readonly Key[]): unknown[][] {
  if (!keys[0]?.top) return columns;
  const isOther = (row: number) => Number(columns[0]?.[row] === OTHER);
  return permuted(columns, (a, b) => isOther(a) - isOther(b));
}

/** Groupings must exist before anything is asked. */
export const checkColumns = (chart: Chart, context: Pick<ChartContext, 'schema'>): void => {
  for (const { column: name } of groupingsOf(chart)) requireColumn(context.schema, name);
};
