import { closest } from '../../base/closest.ts';
import { fail } from '../../contract/errors/index.ts';
import type { Schema } from '../../contract/schema.ts';
import type { Session } from '../sql/session.ts';

/** Rows that SQL can read after FROM. */
export interface Rows {
  /** Name for messages. */
  dataset: string;
  sql: string;
  schema: Schema;
  /** Number of rows, when known. */
  total: number | null;
  /** How they were chosen, when they are a sample already. */
  words?: string;
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
