import type { Schema } from '../../nodes/contract/schema.ts';
import { quoteIdentifier, quoteText } from '../../nodes/engine/sql/quote.ts';
import { duckDbTypeName } from '../../nodes/engine/sql/types.ts';

/** A small table as SQL that stands after FROM; values as on the wire. */
export function valuesRelation(schema: Schema, rows: readonly (readonly unknown[])[]): string {
  const cell = (value: unknown, index: number) => {
    const type = duckDbTypeName(schema[index]!.type);
    return value === null || value === undefined
      ? `CAST(NULL AS ${type})`
      : `CAST(${quoteText(String(value))} AS ${type})`;
  };
  const names = schema.map((column) => quoteIdentifier(column.name)).join(', ');
  const lines = rows.length > 0 ? rows : [schema.map(() => null)];
  const values = lines.map((row) => `(${schema.map((_, index) => cell(row[index], index)).join(', ')})`).join(', ');
  return `(SELECT * FROM (VALUES ${values}) AS t(${names}) ${rows.length > 0 ? '' : 'WHERE false'})`;
}
