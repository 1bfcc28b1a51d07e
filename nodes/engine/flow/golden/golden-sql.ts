import { fail } from '../../../contract/errors/index.ts';
import type { GoldenTable } from '../../../contract/project/index.ts';
import type { DataType, Schema } from '../../../contract/schema.ts';
import { quoteIdentifier, quoteText } from '../../sql/quote.ts';
import { duckDbTypeName } from '../../sql/types.ts';

const whole = /^[+-]?\d+$/;
const number = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const special = /^-?(NaN|Infinity)$/;
const day = /^-?\d{4,6}-\d{2}-\d{2}$/;
const moment = /^-?\d{4,6}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?)?$/;

const fits: Partial<Record<DataType, (text: string) => boolean>> = {
  int: (text) => whole.test(text) && Math.abs(Number(text)) < 2 ** 31,
  bigint: (text) => whole.test(text) && BigInt(text) < 2n ** 63n && BigInt(text) >= -(2n ** 63n),
  double: (text) => number.test(text) || special.test(text),
  decimal: (text) => number.test(text),
  boolean: (text) => text === 'true' || text === 'false',
  date: (text) => day.test(text) && isDay(text),
  timestamp: (text) => moment.test(text) && isDay(text),
  timestamptz: (text) => /(Z|[+-]\d{2}(:?\d{2})?)$/.test(text) && isDay(text),
};

/** Days beyond the years of four digits are left to the database. */
const isDay = (text: string) => {
  const [found] = /^\d{4}-\d{2}-\d{2}/.exec(text) ?? [];
  if (found === undefined) return true;
  const at = Date.parse(`${found}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(found);
};

/** Types whose values are JSON, not text. */
const nested: readonly DataType[] = ['array', 'object', 'geopoint'];

/**
 * A pinned table as a SELECT with the types of its schema. Every value is checked first, so that what does not fit is named by its row
 * (from 1 on) and column. GOLDEN_VALUE, GOLDEN_ROW_LENGTH.
 */
export function goldenSelect(table: GoldenTable, place: { test: string; dataset: string }): string {
  const { schema, rows } = table;
  const select = schema.map(({ name, type }, index) => `${castOf(`c${index}`, type)} AS ${quoteIdentifier(name)}`);
  if (rows.length === 0) {
    const nulls = schema.map(({ name, type }) => `CAST(NULL AS ${duckDbTypeName(type)}) AS ${quoteIdentifier(name)}`);
    return `SELECT ${nulls.join(', ')} WHERE false`;
  }
  const lines = rows.map((row, index) => line(row, schema, { ...place, row: index + 1 }));
  const names = schema.map((_, index) => `c${index}`).join(', ');
  return `SELECT ${select.join(', ')} FROM (VALUES\n${lines.join(',\n')}\n) AS t(${names})`;
}

function castOf(column: string, type: DataType): string {
  const text = nested.includes(type) ? `CAST(${column} AS JSON)` : column;
  return `CAST(${text} AS ${duckDbTypeName(type)})`;
}

function line(row: readonly unknown[], schema: Schema, place: { test: string; dataset: string; row: number }): string {
  if (row.length !== schema.length)
    throw fail('GOLDEN_ROW_LENGTH', { ...place, found: row.length, columns: schema.length });
  const cells = schema.map(({ name, type }, index) => {
    const value = row[index];
    if (value === null || value === undefined) return 'NULL';
    const text = textOf(value, type);
    if (text === undefined || fits[type]?.(text) === false)
      throw fail('GOLDEN_VALUE', { ...place, column: name, value: JSON.stringify(value), type });
    return quoteText(text);
  });
  return `(${cells.join(', ')})`;
}

/** A value as the text that is cast; undefined when it is of another shape. */
function textOf(value: unknown, type: DataType): string | undefined {
  if (nested.includes(type)) return JSON.stringify(value);
  return typeof value === 'object' ? undefined : String(value);
}
