import { quoteIdentifier } from '../sql/quote.ts';
import type { Rows } from './rows.ts';

const nested: readonly string[] = ['array', 'object', 'geopoint'];

/** SELECT of rows as a CSV file holds them: lists, objects and places as JSON, which other programs read. */
export function csvSelect({ sql, schema }: Pick<Rows, 'sql' | 'schema'>): string {
  const columns = schema.map(({ name, type }) => {
    const quoted = quoteIdentifier(name);
    return nested.includes(type) ? `to_json(${quoted}) AS ${quoted}` : quoted;
  });
  return `SELECT ${columns.join(', ')} FROM ${sql}`;
}
