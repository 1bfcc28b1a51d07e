import { fail } from '../../contract/errors/index.ts';
import { planToDuckDb } from '../expr/dialect.ts';
import { quoteIdentifier, quoteText } from '../sql/quote.ts';
import type { QueryResult, Session } from '../sql/session.ts';
import type { TableRequest } from './program.ts';
import type { TableFile } from './table-file.ts';

export interface TableSource {
  session: Session;
  /** SQL after FROM for a dataset. */
  relations: Readonly<Record<string, string>>;
  signal?: AbortSignal | undefined;
  /** SQL of the latest order value among the rows to be replayed. */
  replayFrom?: string | undefined;
}

/** Rows of this last stretch of the scored dataset can be replayed exactly: two days in µs. */
export const replayMargin = 2 * 86_400 * 1e6;

/** Reads the rows of a table. SERVING_LOOKUP_DUPLICATES. */
export async function buildTable(request: TableRequest, source: TableSource): Promise<TableFile> {
  const sql = planToDuckDb(request.plan, source.relations);
  const options = source.signal ? { signal: source.signal } : {};
  const result =
    request.kind === 'lookup'
      ? await lookup(request, sql, { session: source.session, options })
      : await source.session.query(historySql(request, sql, source.replayFrom), options);
  return {
    version: 1,
    kind: request.kind,
    keys: request.keys,
    order: request.order ?? null,
    schema: result.schema,
    columns: result.columns,
  };
}

async function lookup(
  request: TableRequest,
  sql: string,
  { session, options }: { session: Session; options: { signal?: AbortSignal } },
): Promise<QueryResult> {
  const keys = request.keys.map(quoteIdentifier).join(', ');
  const filled = request.keys.map((key) => `${quoteIdentifier(key)} IS NOT NULL`).join(' AND ');
  const twice = await session.query(
    `SELECT ${keys} FROM (${sql}) WHERE ${filled} GROUP BY ${keys} HAVING count(*) > 1 LIMIT 1`,
    options,
  );
  if (twice.rowCount > 0)
    throw fail('SERVING_LOOKUP_DUPLICATES', { key: twice.columns.map((column) => String(column[0])).join(', ') });
  return session.query(`SELECT * FROM (${sql}) WHERE ${filled} ORDER BY ${keys}`, options);
}

/** Rows by key and order, no older than the figures need of rows from `replayFrom` on. */
function historySql({ keys, order, reach }: TableRequest, sql: string, replayFrom: string | undefined): string {
  const by = quoteIdentifier(order ?? '');
  const partition = keys.map(quoteIdentifier);
  const sorted = [...partition, by].map((key) => `${key} NULLS FIRST`).join(', ');
  const rows = `WITH h AS (${sql})`;
  if (!reach) return `${rows} SELECT * FROM h WHERE ${by} IS NOT NULL ORDER BY ${sorted}`;
  const latest = `(SELECT max(${by}) FROM h)`;
  const from = replayFrom === undefined ? latest : `least(${latest}, ${replayFrom})`;
  const cut = `${from} - to_microseconds(CAST(${quoteText(String(Math.ceil(reach.span + replayMargin)))} AS BIGINT))`;
  const before = `row_number() OVER (PARTITION BY ${[...partition, `${by} >= cut`].join(', ')} ORDER BY ${by} DESC)`;
  return `${rows}, c AS (SELECT *, ${cut} AS cut FROM h WHERE ${by} IS NOT NULL) SELECT * EXCLUDE (cut) FROM c QUALIFY ${by} >= cut OR ${before} <= ${reach.rows} ORDER BY ${sorted}`;
}
