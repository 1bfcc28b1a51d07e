import { randomUUID } from 'node:crypto';
import { fail } from '../../contract/errors/index.ts';
import { type Column, temporalTypes } from '../../contract/schema.ts';
import { quoteIdentifier, quoteText } from '../sql/quote.ts';
import type { Session } from '../sql/session.ts';
import { explainReadError } from './read-error.ts';
import type { Rows } from './rows.ts';

/** Numbers; NaN is missing. */
export interface NumberValues {
  kind: 'number';
  values: Float64Array;
}

/** Texts as codes: −1 is missing (or beyond the values kept), else an index into the dictionary. */
export interface CategoryValues {
  kind: 'category';
  codes: Int32Array;
  dictionary: readonly string[];
}

/** A table in memory by column, as the machine-learning engine takes it. */
export interface ColumnFrame {
  rows: number;
  columns: Map<string, NumberValues | CategoryValues>;
}

/** Most frequent values of a text column that get a code; rarer ones read as missing. */
const dictionaryLimit = 50_000;
/** A column of more rows has a turn of the event loop for itself. */
const turnRows = 100_000;

type Part = { column: Column; sql: string; dictionary: readonly string[] | undefined };

export interface FrameOptions {
  columns: readonly string[];
  /** A numeric SQL expression to read along. */
  rowId?: string;
  /** `rowId` gives 0, 1, 2 …: the rows come in that order, whatever order SQL reads them in. */
  inOrder?: boolean;
  /** Known values of text columns; other values read as missing. Without it the values found get the codes. */
  dictionaries?: ReadonlyMap<string, readonly string[]>;
  signal?: AbortSignal;
}

/**
 * Reads columns into typed arrays without a string or an object per row: texts become codes inside SQL, booleans the
 * categories `false` and `true`, dates and times milliseconds since 1970.
 */
export async function readFrame(
  session: Session,
  rows: Rows,
  options: FrameOptions,
): Promise<{ frame: ColumnFrame; rowIds: Float64Array }> {
  const query = options.signal ? { signal: options.signal } : {};
  const wanted = rows.schema.filter((column) => options.columns.includes(column.name));
  try {
    const parts: Part[] = [];
    for (const column of wanted)
      parts.push(await partOf(session, rows, { column, query, known: options.dictionaries?.get(column.name) }));
    const select = parts.map((part, index) => `${part.sql} AS c${index}`);
    if (options.rowId) select.push(`${options.rowId} AS id`);
    if (select.length === 0) return { frame: { rows: 0, columns: new Map() }, rowIds: new Float64Array(0) };
    const { columns } = await session.readNumericColumns(`SELECT ${select.join(', ')} FROM ${rows.sql}`, query);
    const frame: ColumnFrame = { rows: columns[0]?.length ?? 0, columns: new Map() };
    const rowIds = options.rowId ? columns.at(-1)! : new Float64Array(0);
    for (const [index, part] of parts.entries()) {
      const values = options.inOrder ? inOrder(columns[index]!, rowIds) : columns[index]!;
      frame.columns.set(part.column.name, toValues(part, values));
      if (frame.rows > turnRows) await new Promise((resolve) => setImmediate(resolve));
      if (options.signal?.aborted) throw fail('ABORTED');
    }
    return { frame, rowIds: options.inOrder ? inOrder(rowIds, rowIds) : rowIds };
  } catch (error) {
    throw explainReadError(error);
  }
}

/** How a column is read as a number in SQL. */
async function partOf(
  session: Session,
  rows: Rows,
  { column, query, known }: { column: Column; query: { signal?: AbortSignal }; known: readonly string[] | undefined },
): Promise<Part> {
  const name = quoteIdentifier(column.name);
  if (temporalTypes.includes(column.type)) return { column, sql: `epoch(${name}) * 1000`, dictionary: undefined };
  if (column.type === 'boolean') return { column, sql: `CAST(${name} AS INTEGER)`, dictionary: ['false', 'true'] };
  if (column.type !== 'string') {
    if (['array', 'object', 'geopoint'].includes(column.type)) return { column, sql: 'NULL', dictionary: [] };
    return { column, sql: name, dictionary: undefined };
  }
  const dictionary = known ?? (await frequentValues(session, rows, { name, query }));
  if (dictionary.length === 0) return { column, sql: 'NULL', dictionary };
  const type = `ENUM(${dictionary.map(quoteText).join(', ')})`;
  return { column, sql: `enum_code(TRY_CAST(${name} AS ${type}))`, dictionary };
}

async function frequentValues(
  session: Session,
  rows: Rows,
  { name, query }: { name: string; query: { signal?: AbortSignal } },
): Promise<string[]> {
  const sql = `SELECT ${name} FROM ${rows.sql} WHERE ${name} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${dictionaryLimit}`;
  const { columns } = await session.query(sql, query);
  return (columns[0] ?? []).map(String).sort();
}

function inOrder(values: Float64Array, places: Float64Array): Float64Array {
  const ordered = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) ordered[places[row]!] = values[row]!;
  return ordered;
}

function toValues(part: Part, values: Float64Array): NumberValues | CategoryValues {
  if (!part.dictionary) return { kind: 'number', values };
  const codes = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const code = values[row]!;
    codes[row] = Number.isNaN(code) ? -1 : code;
  }
  return { kind: 'category', codes, dictionary: part.dictionary };
}

/** Columns computed in memory as a table that SQL can join; call `drop` when done. */
export async function lendColumns(
  session: Session,
  columns: ReadonlyMap<string, Float64Array | Float32Array | Int32Array>,
): Promise<{ table: string; drop(): Promise<void> }> {
  const table = `lent_${randomUUID().replaceAll('-', '')}`;
  await session.createNumericTable(table, columns);
  return { table, drop: () => session.run(`DROP TABLE IF EXISTS ${table}`) };
}
