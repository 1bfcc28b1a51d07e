import { closest } from '../../base/closest.ts';
import { fail } from '../../contract/errors/index.ts';
import type { RowsPage, Schema } from '../../contract/schema.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import type { Session } from '../sql/session.ts';
import { explainReadError } from './read-error.ts';

/** Rows that SQL can read after FROM. */
export interface Rows {
  /** Name for messages. */
  dataset: string;
  sql: string;
  schema: Schema;
  /** Number of rows, when known. */
  total: number | null;
}

export type SampleKind = 'head' | 'random' | 'all';

export interface PageRequest {
  offset: number;
  limit: number;
  sort: readonly { column: string; descending: boolean }[];
  /** A condition in SQL over the columns. */
  where?: string;
  sample: SampleKind;
}

/** Rows in a sample of the beginning, or by chance. */
export const sampleRows = 10_000;

/** The rows a sample takes, as SQL after FROM, and in words. A random sample is the same every time. */
export function sampleOf(rows: Rows, kind: SampleKind): { sql: string; words: string; total: number | null } {
  if (kind === 'all' || (rows.total !== null && rows.total <= sampleRows))
    return { sql: rows.sql, words: 'all rows', total: rows.total };
  const count = sampleRows.toLocaleString('en');
  if (kind === 'head')
    return {
      sql: `(SELECT * FROM ${rows.sql} LIMIT ${sampleRows})`,
      words: `first ${count} rows`,
      total: rows.total === null ? null : sampleRows,
    };
  const columns = rows.schema.map(({ name }) => quoteIdentifier(name)).join(', ');
  const sql = `(SELECT * FROM ${rows.sql} ORDER BY hash(${columns}, 1) LIMIT ${sampleRows})`;
  return { sql, words: `random ${count} rows`, total: rows.total === null ? null : sampleRows };
}

/**
 * A page of rows. The session must keep the order of rows, so that pages fit together. DATA_COLUMN_UNKNOWN, DATA_ROW_BROKEN.
 */
export async function readPage(
  session: Session,
  rows: Rows,
  request: PageRequest & { signal?: AbortSignal },
): Promise<RowsPage> {
  const { offset, limit, sort, where } = request;
  for (const { column } of sort) requireKnown(rows, column);
  const sample = sampleOf(rows, request.sample);
  const filter = where ? `\nWHERE ${where}` : '';
  const keys = sort.map(
    ({ column, descending }) => `${quoteIdentifier(column)} ${descending ? 'DESC' : 'ASC'} NULLS LAST`,
  );
  const order = keys.length > 0 ? `\nORDER BY ${keys.join(', ')}` : '';
  const names = rows.schema.map(({ name }) => quoteIdentifier(name)).join(', ');
  const options = request.signal ? { signal: request.signal } : {};
  try {
    const page = await session.query(
      `SELECT ${names} FROM ${sample.sql}${filter}${order}\nLIMIT ${limit} OFFSET ${offset}`,
      options,
    );
    const isWhole = page.rowCount < limit && (page.rowCount > 0 || offset === 0);
    const total = isWhole
      ? offset + page.rowCount
      : filter
        ? await countRows(session, `${sample.sql}${filter}`, options)
        : sample.total;
    return { schema: rows.schema, columns: page.columns, offset, total, sample: sample.words };
  } catch (error) {
    throw explainReadError(error);
  }
}

/** Number of rows of what stands after FROM. */
export async function countRows(session: Session, from: string, options: { signal?: AbortSignal }): Promise<number> {
  const { columns } = await session.query(`SELECT count(*) FROM ${from}`, options);
  return Number(columns[0]?.[0] ?? 0);
}

/** DATA_COLUMN_UNKNOWN with the nearest name. */
export function requireKnown(rows: Rows, column: string): void {
  const names = rows.schema.map(({ name }) => name);
  if (names.includes(column)) return;
  const near = closest(column, names);
  throw fail('DATA_COLUMN_UNKNOWN', {
    dataset: rows.dataset,
    column,
    suggestion: near ? `; did you mean “${near}”?` : '',
  });
}
