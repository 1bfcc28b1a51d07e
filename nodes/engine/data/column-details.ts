import type { ColumnStats } from '../../contract/flow.ts';
import type { RuledColumn } from '../../contract/meanings.ts';
import { numericTypes } from '../../contract/schema.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import type { Session } from '../sql/session.ts';
import { isEmptySql, isInvalidSql } from './meaning-sql.ts';

interface Reading {
  /** The column with the rule of its meaning. */
  column: RuledColumn;
  from: string;
  query: { signal?: AbortSignal };
}

const shown = 12;
const mostElements = 50;
/** Longer texts have their own shape each. */
const longestPattern = 40;

/** What is worth knowing of one column when it is looked at alone: outliers, shapes and lengths of texts, items of lists, values that do not fit. */
export async function addDetails(session: Session, stats: ColumnStats, reading: Reading): Promise<void> {
  const { column } = reading;
  await Promise.all([
    numericTypes.includes(column.type) ? addOutliers(session, stats, reading) : undefined,
    column.type === 'string' ? addPatterns(session, stats, reading) : undefined,
    column.type === 'string' || column.type === 'array' ? addLengths(session, stats, reading) : undefined,
    column.type === 'array' || column.type === 'object' ? addElements(session, stats, reading) : undefined,
    stats.invalid > 0 ? addMisfits(session, stats, reading) : undefined,
  ]);
}

/** Tukey's fences: 1.5 times the distance of the quartiles beyond them (Exploratory Data Analysis, 1977). They say nothing where the quartiles are the same. */
async function addOutliers(session: Session, stats: ColumnStats, { from, query }: Reading): Promise<void> {
  const at = (p: number) => stats.quantiles.find((one) => one.p === p)?.value;
  const [lower, upper] = [at(0.25), at(0.75)];
  if (lower === undefined || upper === undefined) return;
  const reach = 1.5 * (upper - lower);
  const [low, high] = [lower - reach, upper + reach];
  if (reach === 0 || !Number.isFinite(low) || !Number.isFinite(high)) return;
  const name = `CAST(${quoteIdentifier(stats.column.name)} AS DOUBLE)`;
  const sql = `SELECT count(*) FILTER (WHERE ${name} < ${low} AND isfinite(${name})), count(*) FILTER (WHERE ${name} > ${high} AND isfinite(${name})) FROM ${from}`;
  const { columns } = await session.query(sql, query);
  stats.outliers = { below: Number(columns[0]?.[0] ?? 0), above: Number(columns[1]?.[0] ?? 0), low, high };
}

/** Texts by their shape: capital letters A, small ones a, digits 9. */
async function addPatterns(session: Session, stats: ColumnStats, { from, query }: Reading): Promise<void> {
  const name = quoteIdentifier(stats.column.name);
  const steps: readonly [string, string][] = [
    ['\\p{Lu}', 'A'],
    ['\\p{Ll}', 'a'],
    ['\\p{Nd}', '9'],
  ];
  const shape = steps.reduce(
    (sql, [from, to]) => `regexp_replace(${sql}, '${from}', '${to}', 'g')`,
    `left(${name}, ${longestPattern})`,
  );
  const sql = `SELECT ${shape} AS p, count(*), min(left(${name}, ${longestPattern})) FROM ${from} WHERE NOT ${isEmptySql(stats.column)} GROUP BY p ORDER BY 2 DESC, 1 LIMIT ${shown}`;
  const { columns } = await session.query(sql, query);
  stats.patterns = (columns[0] ?? []).map((pattern, index) => ({
    pattern: String(pattern),
    count: Number(columns[1]?.[index]),
    example: String(columns[2]?.[index]),
  }));
}

async function addLengths(session: Session, stats: ColumnStats, { column, from, query }: Reading): Promise<void> {
  const length = `len(${quoteIdentifier(column.name)})`;
  const sql = `SELECT min(${length}), max(${length}), avg(${length}) FROM ${from} WHERE NOT ${isEmptySql(column)}`;
  const [min, max, mean] = (await session.query(sql, query)).columns.map(([value]) => value);
  if (min !== null && min !== undefined) stats.lengths = { min: Number(min), max: Number(max), mean: Number(mean) };
}

/** Each cell counts once for an item, however often it is in its list. */
async function addElements(session: Session, stats: ColumnStats, { column, from, query }: Reading): Promise<void> {
  const name = quoteIdentifier(column.name);
  const items =
    column.type === 'array'
      ? `SELECT unnest(list_distinct(CAST(${name} AS VARCHAR[]))) AS item FROM ${from}`
      : `SELECT e.key AS item FROM (SELECT to_json(${name}) AS j FROM ${from}) s, json_each(s.j) e WHERE json_type(s.j) = 'OBJECT' AND e.type <> 'NULL'`;
  const sql = `SELECT item, count(*) FROM (${items}) GROUP BY item ORDER BY 2 DESC, 1 LIMIT ${mostElements}`;
  const { columns } = await session.query(sql, query);
  stats.elements = (columns[0] ?? []).map((value, index) => ({
    value: String(value),
    count: Number(columns[1]?.[index]),
  }));
}

async function addMisfits(session: Session, stats: ColumnStats, { column, from, query }: Reading): Promise<void> {
  const name = quoteIdentifier(stats.column.name);
  const sql = `SELECT CAST(${name} AS VARCHAR), count(*) FROM ${from} WHERE ${isInvalidSql(column)} GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT ${shown}`;
  const { columns } = await session.query(sql, query);
  stats.misfits = (columns[0] ?? []).map((value, index) => ({
    value: String(value),
    count: Number(columns[1]?.[index]),
  }));
}
