import {
  type Chart,
  type ChartAggregate,
  type ChartBin,
  chartAggregates,
  type Grouping,
  type Measure,
  type UnfitField,
} from '../../../nodes/contract/project/index.ts';
import { type DataType, isNumeric, isTemporal, typeWords } from '../../../nodes/contract/schema.ts';

const aggregateNames: Record<ChartAggregate, string> = {
  count: 'Count',
  'count-distinct': 'Distinct values',
  sum: 'Sum',
  avg: 'Mean',
  median: 'Median',
  min: 'Smallest',
  max: 'Largest',
  stddev: 'Standard deviation',
  p5: '5th percentile',
  p10: '10th percentile',
  p25: '25th percentile',
  p75: '75th percentile',
  p90: '90th percentile',
  p95: '95th percentile',
  p99: '99th percentile',
};

const counts: readonly ChartAggregate[] = ['count', 'count-distinct'];
const ends: readonly ChartAggregate[] = ['min', 'max'];
/** True is one, false is zero. */
const ofTruths: readonly ChartAggregate[] = [...counts, 'sum', 'avg'];

const nameOf = (aggregate: ChartAggregate, type: DataType | undefined): string =>
  isTemporal(type) && ends.includes(aggregate)
    ? { min: 'Earliest', max: 'Latest' }[aggregate as 'min' | 'max']
    : aggregateNames[aggregate];

function isFitting(aggregate: ChartAggregate, type: DataType, writes: boolean): boolean {
  if (isNumeric(type)) return true;
  if (type === 'boolean') return ofTruths.includes(aggregate);
  return counts.includes(aggregate) || (writes && ends.includes(aggregate));
}

/** Ways to measure a field of that type; without a field rows are counted. Where figures are written, texts and dates have ends, too. */
export function aggregatesFor(type: DataType | undefined, writes = false): { value: ChartAggregate; label: string }[] {
  const fitting = chartAggregates.filter((aggregate) =>
    type === undefined ? aggregate === 'count' : isFitting(aggregate, type, writes),
  );
  return fitting.map((value) => ({ value, label: nameOf(value, type) }));
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
  { value: 'day-of-month', label: 'Day of the month' },
  { value: 'month-of-year', label: 'Month of the year' },
  { value: 'quarter-of-year', label: 'Quarter of the year' },
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
  { value: 'currency', label: 'Currency' },
  { value: 'percent', label: 'Percent' },
];

/** Currencies that are offered first. */
export const currencies = [
  'USD',
  'EUR',
  'GBP',
  'JPY',
  'CHF',
  'CAD',
  'AUD',
  'CNY',
  'INR',
  'BRL',
  'MXN',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'ZAR',
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

const shownAs = { share: ', share', running: ', running' } as const;

/** What a measure says on its chip. */
export function measureWords({ column, aggregate, label, as }: Measure, type?: DataType): string {
  const words = column ? `${nameOf(aggregate, type)} of ${column}` : 'Count of rows';
  return label || `${words}${as ? shownAs[as] : ''}`;
}

/** Why nothing can be drawn of a field where it stands, and what to do. */
export function unfitWords({ column, type, aggregate }: UnfitField): string {
  const what = `“${column}” is ${typeWords[type]}`;
  if (!aggregate) return `${what}. Put a number here, or choose a kind of chart that counts its values.`;
  return `${what}, of which no ${nameOf(aggregate, type).toLowerCase()} value can be drawn. Count its values instead.`;
}

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
