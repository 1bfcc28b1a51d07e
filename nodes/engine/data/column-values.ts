import { quoteIdentifier, quoteText } from '../sql/quote.ts';
import type { QueryOptions, Session } from '../sql/session.ts';
import { explainReadError } from './read-error.ts';
import { type Rows, requireKnown } from './rows.ts';

export interface ValuesRequest extends QueryOptions {
  column: string;
  /** Keeps values that hold this text, small and capital letters alike. */
  search?: string;
  limit: number;
}

/** Values of a column as texts with how often each is there, the most frequent first; null and blank texts are left out. DATA_COLUMN_UNKNOWN. */
export async function columnValues(
  session: Session,
  rows: Rows,
  { column, search, limit, ...options }: ValuesRequest,
): Promise<{ values: { value: string; count: number }[]; isWhole: boolean }> {
  requireKnown(rows, column);
  const text = `CAST(${quoteIdentifier(column)} AS VARCHAR)`;
  const found = search ? ` AND contains(lower(value), lower(${quoteText(search)}))` : '';
  const sql = `SELECT value, count(*) FROM (SELECT ${text} AS value FROM ${rows.sql}) WHERE trim(value) <> ''${found} GROUP BY value ORDER BY 2 DESC, 1 LIMIT ${limit + 1}`;
  try {
    const { columns } = await session.query(sql, options);
    const values = (columns[0] ?? []).map((value, at) => ({ value: String(value), count: Number(columns[1]?.[at]) }));
    return { values: values.slice(0, limit), isWhole: values.length <= limit };
  } catch (error) {
    throw explainReadError(error);
  }
}
