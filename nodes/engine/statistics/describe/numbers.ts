import type { Column } from '../../../contract/schema.ts';
import type { BoxSummary, Figure, StatisticsSection } from '../../../contract/statistics.ts';
import { quoteIdentifier } from '../../sql/quote.ts';
import type { CardContext } from '../card-kind.ts';
import { doubleSql, isTime, numberSql, toNumber } from '../columns.ts';
import { histograms } from '../histogram.ts';
import { isFlat, type Moments, moments, variance } from '../moments.ts';
import { quantileOf } from '../quantiles.ts';
import { tInterval } from '../tests/alternative.ts';
import { many } from '../words.ts';

/** Values that exact quantiles and distinct counts of one query may hold in memory. */
const mostHeld = 20_000_000;
const exactDistinct = 1_000_000;

interface Order {
  quartiles: [number, number, number] | null;
  distinct: number;
  empty: number;
  least: string | null;
  most: string | null;
}

/** The order of the values: quartiles, ends as texts, how many differ. As many columns a query as memory allows. */
async function ordersOf(context: CardContext, columns: readonly Column[]): Promise<Order[]> {
  const size = Math.max(1, Math.floor(mostHeld / Math.max(1, context.count)));
  const orders: Order[] = [];
  for (let at = 0; at < columns.length; at += size)
    orders.push(...(await ordersOfSome(context, columns.slice(at, at + size))));
  return orders;
}

async function ordersOfSome({ query, rows, count }: CardContext, columns: readonly Column[]): Promise<Order[]> {
  const figures = columns.flatMap((column) => {
    const [name, x] = [quoteIdentifier(column.name), numberSql(column)];
    return [
      `${quantileOf(count)}(${x}, [0.25, 0.5, 0.75])`,
      count > exactDistinct ? `approx_count_distinct(${x})` : `count(DISTINCT ${x})`,
      `count(*) - count(${name})`,
      `CAST(min(${name}) FILTER (WHERE (${x}) IS NOT NULL) AS VARCHAR)`,
      `CAST(max(${name}) FILTER (WHERE (${x}) IS NOT NULL) AS VARCHAR)`,
    ];
  });
  const found = await query(`SELECT ${figures.join(', ')} FROM ${rows}`);
  return columns.map((_, at) => {
    const [quartiles, distinct, empty, least, most] = found.slice(at * 5, at * 5 + 5).map((cells) => cells[0]);
    const list = Array.isArray(quartiles) ? quartiles.map(Number) : null;
    return {
      quartiles: list?.length === 3 && list.every(Number.isFinite) ? (list as [number, number, number]) : null,
      distinct: Number(distinct ?? 0),
      empty: Number(empty ?? 0),
      least: typeof least === 'string' ? least : null,
      most: typeof most === 'string' ? most : null,
    };
  });
}

/** Tukey’s whiskers and what lies beyond them, in one query. */
async function boxesOf(
  { query, rows }: CardContext,
  columns: readonly { column: Column; quartiles: [number, number, number] }[],
): Promise<BoxSummary[]> {
  if (columns.length === 0) return [];
  const figures = columns.flatMap(({ column, quartiles: [lower, , upper] }) => {
    const x = numberSql(column);
    const reach = 1.5 * (upper - lower);
    const [low, high] = [doubleSql(lower - reach), doubleSql(upper + reach)];
    return [
      `min(${x}) FILTER (WHERE (${x}) >= ${low})`,
      `max(${x}) FILTER (WHERE (${x}) <= ${high})`,
      `count(*) FILTER (WHERE (${x}) < ${low})`,
      `count(*) FILTER (WHERE (${x}) > ${high})`,
    ];
  });
  const found = await query(`SELECT ${figures.join(', ')} FROM ${rows}`);
  return columns.map(({ quartiles: [lower, median, upper] }, at) => {
    const [low, high, below, above] = found.slice(at * 4, at * 4 + 4).map((cells) => toNumber(cells[0]));
    return { low: low ?? lower, lower, median, upper, high: high ?? upper, below: below ?? 0, above: above ?? 0 };
  });
}

/** Sections of numbers and times: distribution with box, figures. */
export async function describeNumbers(context: CardContext, columns: readonly Column[]): Promise<StatisticsSection[]> {
  if (columns.length === 0) return [];
  const [spreads, orders] = [await moments(context, columns.map(numberSql)), await ordersOf(context, columns)];
  const withValues = columns.flatMap((column, at) => {
    const { quartiles } = orders[at]!;
    return quartiles ? [{ column, quartiles, min: spreads[at]!.min, max: spreads[at]!.max }] : [];
  });
  const boxes = await boxesOf(context, withValues);
  const pictures = await histograms(
    context,
    withValues.map((one, at) => ({ ...one, box: boxes[at]! })),
  );
  return columns.map((column, at) => {
    const picture = pictures[withValues.findIndex((one) => one.column === column)];
    const found = { spread: spreads[at]!, order: orders[at]!, isFewer: context.count > exactDistinct };
    const figures = isTime(column) ? timeFigures(found, context) : numberFigures(found, context);
    const outside = picture ? outsideWords(picture) : undefined;
    return {
      title: column.name,
      ...(outside && { note: outside }),
      blocks: [...(picture ? [picture] : []), { kind: 'figures', figures }],
    };
  });
}

const outsideWords = ({ below, above }: { below: number; above: number }): string | undefined =>
  below + above > 0 ? `${many(below + above, 'value')} beyond the picture` : undefined;

interface Found {
  spread: Moments;
  order: Order;
  /** Distinct values are estimated. */
  isFewer: boolean;
}

function countFigures({ spread, order, isFewer }: Found, count: number): Figure[] {
  const unusable = count - spread.count - order.empty;
  return [
    { label: 'Values', value: spread.count, format: 'count' },
    { label: 'Empty', value: order.empty, format: 'count', ...(count > 0 && { share: order.empty / count }) },
    ...(unusable > 0
      ? [
          {
            label: 'Not finite',
            value: unusable,
            format: 'count' as const,
            help: 'NaN and infinite values, which are left out of all figures.',
          },
        ]
      : []),
    {
      label: 'Distinct',
      value: order.distinct,
      format: 'count',
      ...(isFewer && { help: 'Estimated: counting them exactly takes too much memory.' }),
    },
  ];
}

/** The value as it stands in the column where a double would lose digits of it. */
function exact(text: string | null, value: number): number | string | null {
  if (text === null) return null;
  return Number.isSafeInteger(value) || (Number(text) === value && text.replace(/\D/g, '').length <= 15) ? value : text;
}

function numberFigures(found: Found, context: CardContext): Figure[] {
  const { spread, order } = found;
  const { count, mean } = spread;
  const has = count > 0;
  const hasSpread = count > 1 && Number.isFinite(spread.m2);
  const deviation = hasSpread ? Math.sqrt(variance(spread)) : null;
  const interval =
    deviation !== null && deviation > 0
      ? tInterval({ value: mean, error: deviation / Math.sqrt(count), df: count - 1 }, context)
      : undefined;
  const [lower = null, median = null, upper = null] = order.quartiles ?? [];
  return [
    ...countFigures(found, context.count),
    { label: 'Mean', value: has ? mean : null, ...(interval && { interval }) },
    { label: 'Std deviation', value: deviation, help: 'Of the sample: divided by n − 1.' },
    { label: 'Minimum', value: has ? exact(order.least, spread.min) : null },
    { label: '25 %', value: lower },
    { label: 'Median', value: median },
    { label: '75 %', value: upper },
    { label: 'Maximum', value: has ? exact(order.most, spread.max) : null },
    {
      label: 'Skewness',
      value: skewness(spread),
      help: 'Above zero: the tail to the right is longer. Adjusted for the size of the sample.',
    },
    {
      label: 'Excess kurtosis',
      value: kurtosis(spread),
      help: 'Above zero: tails are heavier than those of the normal. Adjusted for the size of the sample.',
    },
  ];
}

/** G₁ of D. N. Joanes and C. A. Gill, “Comparing measures of sample skewness and kurtosis”, The Statistician 47 (1998). */
function skewness(spread: Moments): number | null {
  const { count: n, m2, m3 } = spread;
  if (n < 3 || !Number.isFinite(m2) || !Number.isFinite(m3) || isFlat(spread)) return null;
  return (Math.sqrt(n * (n - 1)) / (n - 2)) * (m3 / n / (m2 / n) ** 1.5);
}

/** G₂ of Joanes and Gill. */
function kurtosis(spread: Moments): number | null {
  const { count: n, m2, m4 } = spread;
  if (n < 4 || !Number.isFinite(m2) || !Number.isFinite(m4) || isFlat(spread)) return null;
  const excess = m4 / n / (m2 / n) ** 2 - 3;
  return ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excess + 6);
}

function timeFigures(found: Found, context: CardContext): Figure[] {
  const { spread, order } = found;
  const [lower = null, median = null, upper = null] = order.quartiles ?? [];
  const has = spread.count > 0;
  return [
    ...countFigures(found, context.count),
    { label: 'Earliest', value: has ? spread.min : null, format: 'time' },
    { label: '25 %', value: lower, format: 'time' },
    { label: 'Median', value: median, format: 'time' },
    { label: '75 %', value: upper, format: 'time' },
    { label: 'Latest', value: has ? spread.max : null, format: 'time' },
    { label: 'Span in days', value: has ? (spread.max - spread.min) / 86_400 : null },
  ];
}
