import type { ColumnStats } from '../../contract/flow.ts';
import { type RuledColumn, withRules } from '../../contract/meanings.ts';
import type { OwnMeanings } from '../../contract/project/meanings.ts';
import { type SampleChoice, sampleOf } from '../../contract/sample.ts';
import { type Column, numericTypes, temporalTypes } from '../../contract/schema.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import type { Session } from '../sql/session.ts';
import { addDetails } from './column-details.ts';
import { isEmptySql, isInvalidSql } from './meaning-sql.ts';
import { explainReadError } from './read-error.ts';
import { countRows, type Rows, requireKnown } from './relation.ts';
import { sampled } from './sample.ts';

const shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
const bins = 20;
const topValues = 10;
/** For one column asked for alone. */
const manyValues = 100;
/** Of all rows. */
const tellingShare = 0.01;
/** Columns summed up by one query: DuckDB takes longer over one of many columns than over several of a few. */
const columnsAtOnce = 25;
/** Beyond this many rows distinct values and quantiles are estimated. */
const exactRows = 200_000;

function isNumber(column: Column): boolean {
  return numericTypes.includes(column.type);
}

function isTime(column: Column): boolean {
  return temporalTypes.includes(column.type);
}

/** The column as a number: its value, or seconds since 1970. */
function asDouble(column: Column): string {
  const name = quoteIdentifier(column.name);
  return isTime(column) ? `epoch(${name})` : `CAST(${name} AS DOUBLE)`;
}

/** Sums of doubles below these stay finite, of themselves and of their squares: DuckDB ends a query whose mean or spread is infinite. */
const mostAdded = 1e290;
const mostSquared = 1e145;

/** The aggregate of a double, or null when a value reaches the bound. */
function bounded(aggregate: 'avg' | 'stddev_samp', value: string, bound: number): string {
  return `CASE WHEN max(abs(${value})) < ${bound} THEN ${aggregate}(CASE WHEN abs(${value}) < ${bound} THEN ${value} END) END`;
}

/** One row of figures of all given columns in one scan. Eight figures a column, in this order. */
function summarySql(columns: readonly RuledColumn[], from: string, exact: boolean): string {
  const figures = columns.flatMap((column) => {
    const name = quoteIdentifier(column.name);
    const numeric = isNumber(column) || isTime(column);
    const isDouble = column.type === 'double';
    const guarded = isDouble ? `CASE WHEN isfinite(${name}) THEN ${name} END` : asDouble(column);
    const mean = isDouble ? bounded('avg', guarded, mostAdded) : `avg(${guarded})`;
    const spread = isDouble ? bounded('stddev_samp', guarded, mostSquared) : `stddev_samp(${guarded})`;
    const list = `[${shares.join(', ')}]`;
    return [
      `count(*) FILTER (WHERE ${isEmptySql(column)})`,
      `count(*) FILTER (WHERE ${isInvalidSql(column)})`,
      exact ? `count(DISTINCT ${name})` : `approx_count_distinct(${name})`,
      comparable(column) ? `CAST(min(${name}) AS VARCHAR)` : 'NULL',
      comparable(column) ? `CAST(max(${name}) AS VARCHAR)` : 'NULL',
      numeric ? mean : 'NULL',
      numeric ? spread : 'NULL',
      numeric ? `${exact ? 'quantile_cont' : 'approx_quantile'}(${guarded}, ${list})` : 'NULL',
    ];
  });
  return `SELECT count(*), ${figures.join(', ')} FROM ${from}`;
}

function comparable(column: Column): boolean {
  return !['array', 'object', 'geopoint'].includes(column.type);
}

/**
 * Statistics of the columns over a sample or all rows, or those of them that fit the condition `where` in SQL: one scan for the figures
 * of some columns, then one a column for its distribution. DATA_COLUMN_UNKNOWN.
 */
export async function columnStats(
  session: Session,
  rows: Rows,
  options: { column?: string; sample: SampleChoice; where?: string; own?: OwnMeanings; signal?: AbortSignal },
): Promise<{ sample: string; columns: ColumnStats[] }> {
  if (options.column !== undefined) requireKnown(rows, options.column);
  const asked = rows.schema.filter((column) => options.column === undefined || column.name === options.column);
  const columns = withRules(asked, options.own ?? {});
  const query = options.signal ? { signal: options.signal } : {};
  try {
    const wanted = sampleOf(options.sample);
    const sample = await sampled(session, rows, { sample: wanted, ...query });
    if (columns.length === 0) return { sample: sample.words, columns: [] };
    const { where } = options;
    const from = where ? `(SELECT * FROM ${sample.sql} WHERE ${where})` : sample.sql;
    const most = wanted.kind === 'all' ? sample.total : wanted.rows;
    // A filter may leave few of many.
    const isCounted = most !== null && (most <= exactRows || !where);
    const exact = (isCounted ? most : await countRows(session, from, query)) <= exactRows;
    const stats: ColumnStats[] = [];
    for (let first = 0; first < columns.length; first += columnsAtOnce) {
      const some = columns.slice(first, first + columnsAtOnce);
      const summary = await session.query(summarySql(some, from, exact), query);
      const [rowCount, ...figures] = summary.columns.map((values) => values[0]);
      for (const index of some.keys())
        stats.push(toStats(asked[first + index]!, Number(rowCount ?? 0), figures.slice(index * 8, index * 8 + 8)));
    }
    const total = stats[0]?.rows ?? 0;
    const alone = options.column !== undefined;
    await addDistributions(session, stats, { from, query, top: alone ? manyValues : topValues });
    if (alone && stats[0] && columns[0]) await addDetails(session, stats[0], { column: columns[0], from, query });
    const isWhole = !where && wanted.kind !== 'all' && total < wanted.rows;
    return { sample: isWhole ? 'all rows' : sample.words, columns: stats };
  } catch (error) {
    throw explainReadError(error);
  }
}

function toStats(column: Column, rows: number, figures: readonly unknown[]): ColumnStats {
  const [empty, invalid, distinct, min, max, mean, stddev, quantiles] = figures;
  const found = Array.isArray(quantiles) ? quantiles : [];
  return {
    column,
    rows,
    empty: Number(empty ?? 0),
    invalid: Number(invalid ?? 0),
    distinct: Math.min(rows, Number(distinct ?? 0)),
    min: typeof min === 'string' ? min : null,
    max: typeof max === 'string' ? max : null,
    mean: typeof mean === 'number' ? mean : null,
    stddev: typeof stddev === 'number' ? stddev : null,
    quantiles: found
      .map((value, index) => ({ p: shares[index] ?? 0, value: Number(value) }))
      .filter(({ value }) => Number.isFinite(value)),
    top: [],
    histogram: [],
    outliers: null,
    patterns: [],
    misfits: [],
    lengths: null,
    elements: [],
  };
}

/** Histograms of numbers and times, most frequent values of the others; of a column alone both, where values come again. */
async function addDistributions(
  session: Session,
  stats: readonly ColumnStats[],
  { from, query, top }: { from: string; query: { signal?: AbortSignal }; top: number },
): Promise<void> {
  await Promise.all(
    stats.map(async (each) => {
      const { column } = each;
      const isSpread = (isNumber(column) || isTime(column)) && each.distinct > topValues;
      if (isSpread) await addHistogram(session, each, { from, query });
      if (!comparable(column) || (isSpread && top === topValues)) return;
      await addTop(session, each, { from, query, top });
      // Of many numbers those tell that come again and again: 0, -1, 999, 1970-01-01.
      if (isSpread) each.top = each.top.filter(({ count }) => count > 1 && count >= each.rows * tellingShare);
    }),
  );
}

async function addTop(
  session: Session,
  stats: ColumnStats,
  { from, query, top }: { from: string; query: { signal?: AbortSignal }; top: number },
) {
  const name = quoteIdentifier(stats.column.name);
  const sql = `SELECT CAST(${name} AS VARCHAR), count(*) FROM ${from} WHERE ${name} IS NOT NULL GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT ${top}`;
  const { columns } = await session.query(sql, query);
  stats.top = (columns[0] ?? []).map((value, index) => ({ value: String(value), count: Number(columns[1]?.[index]) }));
}

async function addHistogram(
  session: Session,
  stats: ColumnStats,
  { from, query }: { from: string; query: { signal?: AbortSignal } },
) {
  const low = stats.quantiles[0]?.value ?? 0;
  const high = stats.quantiles.at(-1)?.value ?? 0;
  const width = (high - low) / bins;
  if (!(width > 0) || !Number.isFinite(width)) return;
  // Held within the picture before it is a whole number: a value far away has a bin that no integer counts.
  const bin = `CAST(least(${bins - 1}, greatest(0, floor((x - ${low}::DOUBLE) / ${width}::DOUBLE))) AS INTEGER)`;
  const sql = `SELECT ${bin} AS b, count(*) FROM (SELECT ${asDouble(stats.column)} AS x FROM ${from}) WHERE isfinite(x) GROUP BY b`;
  const { columns } = await session.query(sql, query);
  const counts = new Map((columns[0] ?? []).map((value, index) => [Number(value), Number(columns[1]?.[index])]));
  stats.histogram = Array.from({ length: bins }, (_, index) => ({
    from: low + index * width,
    to: low + (index + 1) * width,
    count: counts.get(index) ?? 0,
  }));
}
