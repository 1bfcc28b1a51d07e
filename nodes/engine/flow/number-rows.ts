import { randomUUID } from 'node:crypto';
import { fileList } from '../data/file-sql.ts';
import type { NumberedRows } from '../recipes/recipe-kind.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import type { Session } from '../sql/session.ts';
import type { BoundRows } from './bind.ts';

const rowColumn = '#row';

/** Rows with a number each: of a Parquet file the place in it, otherwise by a copy inside the session. */
export async function numberRows(
  rows: BoundRows,
  { session, signal }: { session: Session; signal: AbortSignal },
): Promise<NumberedRows> {
  const rowId = quoteIdentifier(rowColumn);
  const names = rows.schema.map((column) => quoteIdentifier(column.name)).join(', ');
  if (
    rows.file !== undefined &&
    rows.rows !== null &&
    !rows.schema.some((column) => column.name === 'file_row_number')
  ) {
    const numbered = `read_parquet(${fileList([rows.file])}, file_row_number = true)`;
    return {
      sql: `(SELECT ${names}, file_row_number AS ${rowId} FROM ${numbered})`,
      rowId,
      rows: rows.rows,
      drop: async () => {},
    };
  }
  const table = `numbered_${randomUUID().replaceAll('-', '')}`;
  await session.run(`CREATE TABLE ${table} AS SELECT ${names}, row_number() OVER () - 1 AS ${rowId} FROM ${rows.sql}`, {
    signal,
  });
  const { columns } = await session.query(`SELECT count(*) FROM ${table}`);
  return {
    sql: table,
    rowId,
    rows: Number(columns[0]?.[0] ?? 0),
    drop: () => session.run(`DROP TABLE IF EXISTS ${table}`),
  };
}
