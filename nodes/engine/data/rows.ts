import type { SampleChoice } from '../../contract/sample.ts';
import type { RowsPage } from '../../contract/schema.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import type { Session } from '../sql/session.ts';
import { explainReadError } from './read-error.ts';
import { countRows, type Rows, requireKnown } from './relation.ts';
import { sampled } from './sample.ts';

export { countRows, type Rows, requireKnown };

export interface PageRequest {
  offset: number;
  limit: number;
  sort: readonly { column: string; descending: boolean }[];
  /** A condition in SQL over the columns. */
  where?: string;
  sample: SampleChoice;
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
  const filter = where ? `\nWHERE ${where}` : '';
  const keys = sort.map(
    ({ column, descending }) => `${quoteIdentifier(column)} ${descending ? 'DESC' : 'ASC'} NULLS LAST`,
  );
  const order = keys.length > 0 ? `\nORDER BY ${keys.join(', ')}` : '';
  const names = rows.schema.map(({ name }) => quoteIdentifier(name)).join(', ');
  const options = request.signal ? { signal: request.signal } : {};
  try {
    const sample = await sampled(session, rows, { sample: request.sample, ...options });
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
