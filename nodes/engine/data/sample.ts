import { type Sample, type SampleChoice, sampleOf, sampleWords } from '../../contract/sample.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import type { QueryOptions, Session } from '../sql/session.ts';
import { countRows, type Rows, requireKnown } from './relation.ts';

/** Rows of a dataset, or a sample of them, with the words for how they were chosen. */
export interface SampledRows extends Rows {
  words: string;
}

type Drawn = Extract<Sample, { seed: number }>;

/** 2⁶⁴: what hashes lie below. */
const hashes = 2n ** 64n;

/**
 * The rows a sample takes. Samples by chance are the same for the same rows in the same order and the same seed, which needs a
 * session that keeps the order of rows. DATA_COLUMN_UNKNOWN.
 */
export async function sampled(
  session: Session,
  rows: Rows,
  { sample: choice, ...query }: { sample: SampleChoice } & QueryOptions,
): Promise<SampledRows> {
  const sample = sampleOf(choice);
  const whole = { ...rows, words: rows.words ?? 'all rows' };
  if (sample.kind === 'stratified') requireKnown(rows, sample.column);
  if (sample.kind === 'all' || (rows.total !== null && rows.total <= sample.rows)) return whole;
  const words = sampleWords(sample);
  if (sample.kind === 'head') {
    const sql = `(SELECT * FROM ${rows.sql} LIMIT ${sample.rows})`;
    return { ...rows, sql, words, total: rows.total === null ? null : sample.rows };
  }
  const total = rows.total ?? (await countRows(session, rows.sql, query));
  if (total <= sample.rows) return { ...whole, total };
  return { ...rows, sql: `(${drawSql(rows, sample, total)})`, words, total: sample.rows };
}

/**
 * A draw without replacement by the smallest hashes of the row numbers: hashes above a bound, which the rows wanted stay far below,
 * are passed over before anything is sorted.
 */
function drawSql(rows: Rows, sample: Drawn, total: number): string {
  const taken = new Set(rows.schema.map(({ name }) => name.toLowerCase()));
  const free = (name: string): string => (taken.has(name) ? free(`${name}_`) : name);
  const [place, hash, stratum, size] = ['row_place', 'row_hash', 'row_stratum', 'stratum_size'].map(free);
  const names = rows.schema.map(({ name }) => quoteIdentifier(name)).join(', ');
  const numbered = `(SELECT *, row_number() OVER () AS ${place} FROM ${rows.sql})`;
  const hashed = `(SELECT *, hash(${place}, ${sample.seed}) AS ${hash} FROM ${numbered})`;
  if (sample.kind === 'random') {
    const bound = hashBound(candidatesOf(sample.rows) / total);
    const chosen = `SELECT * FROM ${hashed} WHERE ${hash} < ${bound} ORDER BY ${hash} LIMIT ${sample.rows}`;
    return `SELECT ${names} FROM (${chosen}) ORDER BY ${place}`;
  }
  const by = quoteIdentifier(sample.column);
  const share = sample.rows / total;
  // Without room for a row of each value, only the most frequent ones have a place.
  const sizes = `(SELECT ${by} AS ${stratum}, count(*) AS ${size} FROM ${rows.sql} GROUP BY ALL ORDER BY ${size} DESC, ${stratum} LIMIT ${sample.rows})`;
  const expected = `${share}::DOUBLE * ${size}`;
  const bound = `(${expected} + 8 * sqrt(${expected}) + 32) / ${size}`;
  const near = `SELECT * FROM ${hashed} JOIN ${sizes} ON ${by} IS NOT DISTINCT FROM ${stratum} WHERE ${hash}::DOUBLE / ${hashes}::DOUBLE < ${bound}`;
  const rank = free('row_rank');
  const ranked = `SELECT *, row_number() OVER (PARTITION BY ${stratum} ORDER BY ${hash}) AS ${rank} FROM (${near})`;
  // The first row of each value, then rows at even distances within each: its share to the nearest row.
  const order = `${rank} > 1, (${rank} - 0.5) / ${size}, ${hash}`;
  return `SELECT ${names} FROM (SELECT * FROM (${ranked}) ORDER BY ${order} LIMIT ${sample.rows}) ORDER BY ${place}`;
}

/** As many rows as surely hold `rows` of the smallest hashes: eight standard deviations more. */
const candidatesOf = (rows: number): number => rows + 8 * Math.sqrt(rows) + 32;

function hashBound(share: number): string {
  const bound = share >= 1 ? hashes - 1n : BigInt(Math.floor(share * 2 ** 53)) << 11n;
  return `${bound}::UBIGINT`;
}
