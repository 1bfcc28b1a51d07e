import {
  type Chart,
  type ChartBin,
  chartAggregates,
  type Grouping,
  type Measure,
} from '../../../nodes/contract/project/index.ts';
import type { DataType } from '../../../nodes/contract/schema.ts';
import { isNumeric, isTemporal } from './wells.ts';

type Aggregate = (typeof chartAggregates)[number];

const aggregateNames: Record<Aggregate, string> = {
  count: 'Count',
  'count-distinct': 'Distinct values',
  sum: 'Sum',
  avg: 'Mean',
  median: 'Median',
  min: 'Smallest',
  max: 'Largest',
  stddev: 'Standard deviation',
  p90: '90th percentile',
  p95: '95th percentile',
  p99: '99th percentile',
};

/** Ways to measure a field of that type; without a field rows are counted. */
export function aggregatesFor(type: DataType | undefined): { value: Aggregate; label: string }[] {
  const fitting = chartAggregates.filter((aggregate) => {
    if (type === undefined) return aggregate === 'count';
    return isNumeric(type) || aggregate === 'count' || aggregate === 'count-distinct';
  });
  return fitting.map((value) => ({ value, label: aggregateNames[value] }));
}

const times: { value: ChartBin; label: string }[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'minute', label: 'Minute' },
  { value: 'hour', label: 'Hour' },
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
  { value: 'quarter', label: 'Quarter' },
  { value: 'year', label: 'Year' },
  { value: 'hour-of-day', label: 'Hour of the day' },
  { value: 'weekday', label: 'Day of the week' },
  { value: 'month-of-year', label: 'Month of the year' },
  { value: 'none', label: 'Each value' },
];

export const binsFor = (type: DataType | undefined): { value: ChartBin; label: string }[] =>
  isTemporal(type)
    ? times
    : isNumeric(type)
      ? [
          { value: 'auto', label: 'Bins' },
          { value: 'none', label: 'Each value' },
        ]
      : [];

export const figureFormats = [
  { value: 'number', label: 'Number' },
  { value: 'integer', label: 'Whole number' },
  { value: 'compact', label: 'Short (12.5K)' },
  { value: 'currency', label: 'US dollars' },
  { value: 'percent', label: 'Percent' },
];

/** What a grouping says on its chip. */
export function groupingWords({ column, bin, width }: Grouping, type: DataType | undefined): string {
  if (width) return `${column} by ${width}`;
  if (isTemporal(type) && bin !== 'none') {
    const name = times.find(({ value }) => value === bin)?.label.toLowerCase();
    return bin === 'auto' ? column : `${column} by ${name}`;
  }
  return isNumeric(type) && bin === 'auto' ? `${column} in bins` : column;
}

/** What a measure says on its chip. */
export const measureWords = ({ column, aggregate, label }: Measure): string =>
  label || (column ? `${aggregateNames[aggregate]} of ${column}` : 'Count of rows');

/** The columns of a chart, wherever they stand. */
export const columnsOf = (chart: Chart): Set<string> =>
  new Set(
    [
      chart.dimension?.column,
      chart.series?.column,
      ...(chart.levels ?? []).map(({ column }) => column),
      ...chart.measures.map(({ column }) => column),
      chart.size?.column,
      ...(chart.columns ?? []),
      chart.latitude,
      chart.longitude,
      chart.target?.column,
      chart.probability,
      ...(chart.where ?? []).map(({ column }) => column),
    ].filter((name): name is string => Boolean(name)),
  );
