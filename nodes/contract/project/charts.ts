import { z } from 'zod';
import { RowsPage, Schema } from '../schema.ts';
import { Id } from './ids.ts';

export const chartKindIds = [
  'columns',
  'bars',
  'lines',
  'area',
  'combo',
  'pie',
  'donut',
  'treemap',
  'radar',
  'heatmap',
  'sankey',
  'scatter',
  'bubbles',
  'hexbin',
  'density',
  'histogram',
  'box',
  'kpi',
  'gauge',
  'table',
  'pivot',
  'map-points',
  'map-density',
  'map-states',
  'map-countries',
  'lift',
] as const;
export type ChartKindId = (typeof chartKindIds)[number];

/** How values of a column are cut into groups. `auto`: by the span of the values, for dates and numbers alike. */
export const chartBins = [
  'none',
  'auto',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'hour-of-day',
  'weekday',
  'day-of-month',
  'month-of-year',
  'quarter-of-year',
] as const;
export const ChartBin = z.enum(chartBins);
export type ChartBin = z.infer<typeof ChartBin>;

export const Grouping = z.object({
  column: z.string(),
  bin: ChartBin.default('none'),
  /** About how many bins `auto` makes of a number. */
  bins: z.number().int().min(2).max(200).optional(),
  /** Width of the bins of a number; goes before `bins`. */
  width: z.number().positive().optional(),
  /** How dates are written: `2025-03` (absent) or `Mar 2025`. */
  dates: z.enum(['iso', 'words']).optional(),
});
export type Grouping = z.infer<typeof Grouping>;

export const chartAggregates = [
  'count',
  'count-distinct',
  'sum',
  'avg',
  'median',
  'min',
  'max',
  'stddev',
  'p5',
  'p10',
  'p25',
  'p75',
  'p90',
  'p95',
  'p99',
] as const;
export type ChartAggregate = (typeof chartAggregates)[number];

/** Figures that add up: groups taken together have the sum of theirs, and a group without rows has zero. */
export const additiveAggregates: readonly ChartAggregate[] = ['count', 'sum'];

export const Measure = z.object({
  /** Absent: rows are counted. */
  column: z.string().optional(),
  aggregate: z.enum(chartAggregates),
  /** Instead of the figure: its share of all rows that are looked at, or what it and all groups before it add up to. Of counts and sums. */
  as: z.enum(['share', 'running']).optional(),
  label: z.string().optional(),
  /** `number`, `integer`, `compact`, `percent`, `currency`. */
  format: z.string().optional(),
  /** Of the format `currency`, by ISO 4217; absent: USD. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'three capital letters')
    .optional(),
  /** Digits after the point; absent: as many as are useful. */
  decimals: z.number().int().min(0).max(6).optional(),
  /** Words after the number: `km`. */
  unit: z.string().max(20).optional(),
  /** Which way a change over time is good; absent: neither. */
  better: z.enum(['more', 'less']).optional(),
  /** How a combined chart draws it. */
  draw: z.enum(['bars', 'line', 'area']).optional(),
  axis: z.enum(['left', 'right']).optional(),
});
export type Measure = z.infer<typeof Measure>;

/**
 * Which rows: those whose cell (cut into bins when `bin` or `width` is given) has one of the `values` as text (null is empty), or
 * with `exclude` none of them; holds the text `contains`, in any case; lies between `from` and `to` (both included unless `open`;
 * a `to` that is a day includes the whole day); or lies in the last units of time before now, or before the newest value of the data.
 */
export const ChartFilter = z.object({
  column: z.string(),
  values: z.array(z.string().nullable()).optional(),
  /** All but the `values`. */
  exclude: z.boolean().optional(),
  contains: z.string().max(200).optional(),
  bin: ChartBin.optional(),
  width: z.number().positive().optional(),
  from: z.union([z.string(), z.number()]).optional(),
  to: z.union([z.string(), z.number()]).optional(),
  /** The end `to` is left out. */
  open: z.boolean().optional(),
  last: z
    .object({
      count: z.number().int().min(1).max(10_000),
      unit: z.enum(['hour', 'day', 'week', 'month', 'quarter', 'year']),
      before: z.enum(['now', 'newest']).default('now'),
      /** Absent: counted back from there to the second; `complete`: whole units that have ended; `current`: since the unit began. */
      span: z.enum(['complete', 'current']).optional(),
    })
    .optional(),
});
export type ChartFilter = z.infer<typeof ChartFilter>;

export const Reference = z.object({
  kind: z.enum(['value', 'mean', 'median', 'min', 'max']),
  value: z.number().optional(),
  label: z.string().max(80).optional(),
});
export type Reference = z.infer<typeof Reference>;

/** A chart: what to show of which dataset. Drawn from the reply of `charts.query`. */
export const Chart = z.object({
  kind: z.enum(chartKindIds),
  dataset: Id,
  /** Grouping column (x, slices, region: state codes or names for map-states). A raw number for scatter, hexbin and density. */
  dimension: Grouping.optional(),
  /** Deeper levels below `dimension`: more row groups of a pivot table, inner boxes of a treemap. */
  levels: z.array(Grouping).optional(),
  /** Second grouping: series, columns of a pivot table, the other axis of a heat map, the target of a flow. */
  series: Grouping.optional(),
  measures: z.array(Measure).default([]),
  /** Size of bubbles, colour of hexagons. */
  size: Measure.optional(),
  /** Columns of a table, or of the tooltip of points. */
  columns: z.array(z.string()).optional(),
  latitude: z.string().optional(),
  longitude: z.string().optional(),
  /** For lift: the outcome that was predicted, and which of its values counts as a hit. */
  target: z.object({ column: z.string(), value: z.string().default('1') }).optional(),
  probability: z.string().optional(),
  /** Formula filter. */
  filter: z.string().optional(),
  where: z.array(ChartFilter).optional(),
  /** Order of a table. */
  sort: z.object({ by: z.string(), descending: z.boolean() }).optional(),
  /** Order of groups; absent: times and numbers by themselves, others by the first figure. */
  order: z.object({ by: z.enum(['group', 'figure']), descending: z.boolean() }).optional(),
  /** Most rows, points or groups. */
  limit: z.number().int().positive().max(20_000).optional(),
  /** Groups beyond the limit are shown together. */
  other: z.boolean().optional(),
  /** Most series; the rest are shown together. */
  seriesLimit: z.number().int().min(1).max(60).optional(),
  stack: z.enum(['none', 'stacked', 'percent']).optional(),
  palette: z.string().optional(),
  references: z.array(Reference).optional(),
  /** Figures are written beside their marks. */
  labels: z.boolean().optional(),
  legend: z.enum(['top', 'right', 'none']).optional(),
  axis: z
    .object({
      title: z.string().max(120).optional(),
      log: z.boolean().optional(),
      from: z.number().optional(),
      to: z.number().optional(),
    })
    .optional(),
  /** Which map points are placed on; absent: the United States when nearly all points lie there. */
  map: z.enum(['usa', 'world']).optional(),
});
export type Chart = z.infer<typeof Chart>;

/** The name under which groups beyond a limit are shown together. */
export const OTHER = '(other)';

/**
 * The data of a chart, by groups or points, never the rows behind them. `total` is how many rows or groups there were before the
 * limit, when known, and `sample` says in words which are shown.
 */
export const ChartReply = RowsPage.extend({
  /** What the reader should know of the figures: which values are left out of them. */
  notes: z.array(z.string()).default([]),
  /** How the values of `dimension`, `series`, `x` and `y` were cut. */
  bins: z.record(z.string(), z.object({ bin: ChartBin, width: z.number().optional() })).default({}),
  /** Further tables by name: totals of a pivot table. */
  parts: z.record(z.string(), z.object({ schema: Schema, columns: z.array(z.array(z.unknown())) })).default({}),
});
export type ChartReply = z.infer<typeof ChartReply>;

/** Places of a chart that fields are put into. */
export const wellIds = [
  'dimension',
  'levels',
  'series',
  'measures',
  'y',
  'size',
  'columns',
  'latitude',
  'longitude',
  'target',
  'probability',
] as const;
export type WellId = (typeof wellIds)[number];

export interface Well {
  readonly id: WellId;
  readonly label: string;
  readonly help: string;
  /** `group`: values are groups (with bins); `measure`: aggregated; `value`: taken as it is. */
  readonly role: 'group' | 'measure' | 'value';
  readonly accepts: 'any' | 'number' | 'time' | 'number-or-time';
  readonly min: number;
  readonly max: number;
  /** Figures are written, not drawn: the smallest or largest may be a text or a date. */
  readonly writes?: boolean;
}

/** Settings beyond the wells that a kind of chart knows. */
export const chartOptions = [
  'order',
  'sort',
  'limit',
  'other',
  'seriesLimit',
  'stack',
  'palette',
  'references',
  'labels',
  'legend',
  'axis',
  'map',
] as const;
export type ChartOption = (typeof chartOptions)[number];

/** Columns that stand in a well; a figure that counts rows is an empty text. */
export function wellColumns(chart: Chart, well: WellId): string[] {
  switch (well) {
    case 'dimension':
    case 'series':
    case 'target':
      return chart[well] ? [chart[well].column] : [];
    case 'levels':
      return (chart.levels ?? []).map(({ column }) => column);
    case 'measures':
      return chart.measures.map(({ column }) => column ?? '');
    case 'y':
      return chart.measures[0]?.column ? [chart.measures[0].column] : [];
    case 'size':
      return chart.size ? [chart.size.column ?? ''] : [];
    case 'columns':
      return chart.columns ?? [];
    case 'latitude':
    case 'longitude':
    case 'probability':
      return chart[well] ? [chart[well]] : [];
  }
}

/** The first well that lacks a field, or holds a figure without its column; undefined when the chart can be drawn. */
export function missingWell(chart: Chart, wells: readonly Well[]): Well | undefined {
  return wells.find((well) => {
    if (wellColumns(chart, well.id).length < well.min) return true;
    if (well.role !== 'measure') return false;
    const measures = well.id === 'size' ? [chart.size] : chart.measures;
    return measures.some((measure) => measure && measure.aggregate !== 'count' && !measure.column);
  });
}
