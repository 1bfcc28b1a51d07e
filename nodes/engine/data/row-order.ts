import type { Schema } from '../../contract/schema.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import type { QueryOptions, Session } from '../sql/session.ts';
import { fileList } from './file-sql.ts';
import type { PageRequest, Rows } from './rows.ts';

/** Rows of one Parquet file. `key` changes whenever they do. */
export interface FileRows extends Rows {
  file: string;
  key: string;
  total: number;
}

/** Which rows, in which order. */
export type Choice = Pick<PageRequest, 'sort' | 'where'>;

/** The column that a scan numbers the rows of its file in. */
export const rowNumber = 'file_row_number';
/** Text that repeats at least this often on average is sorted by the rank of its values. */
const repeats = 20;

/** Row groups of about a page's size: a page anywhere costs little. */
const groupRows = 20_480;

/** Writes a Parquet file that is read page by page. */
export async function writePaged(session: Session, sql: string, file: string, options: QueryOptions): Promise<void> {
  await session.copyToParquet(sql, file, { ...options, compression: 'lz4_raw', groupRows });
}

/** A Parquet file with its rows numbered, to stand after FROM. */
export const scan = (file: string): string => `read_parquet(${fileList([file])}, ${rowNumber} = true)`;

export const columnList = (schema: Schema): string => schema.map(({ name }) => quoteIdentifier(name)).join(', ');

/** An ORDER BY of the chosen rows that says all by itself; the file's own order decides between equal rows. */
export function plainOrder(sort: Choice['sort']): string {
  return [...sort.map((key) => sortKey(quoteIdentifier(key.column), key.descending)), rowNumber].join(', ');
}

/** Everything behind SELECT that gives the chosen rows in order, `columns` of them and their numbers. */
export async function orderedRows(
  session: Session,
  rows: FileRows,
  { columns, choice, ...options }: { columns: Schema; choice: Choice } & QueryOptions,
): Promise<string> {
  const { sort, where } = choice;
  const filter = where ? ` WHERE ${where}` : '';
  if (sort.length === 0) return `FROM ${scan(rows.file)}${filter}`;
  const needed = new Set([...columns, ...sort.map(({ column }) => ({ name: column }))].map(({ name }) => name));
  const names = [...needed].map(quoteIdentifier);
  let from = `(SELECT ${[...names, rowNumber].join(', ')} FROM ${scan(rows.file)}${filter})`;
  const keys: string[] = [];
  for (const [at, { column, descending }] of sort.entries()) {
    const name = quoteIdentifier(column);
    if (await isRepetitive(session, rows, { column, ...options })) {
      const ranks = `SELECT ${name} AS v${at}, row_number() OVER (ORDER BY ${name}) AS k${at} FROM (SELECT DISTINCT ${name} FROM ${scan(rows.file)})`;
      from += ` LEFT JOIN (${ranks}) ON ${name} = v${at}`;
      keys.push(sortKey(`k${at}`, descending));
    } else keys.push(sortKey(name, descending));
  }
  return `FROM ${from} ORDER BY ${[...keys, rowNumber].join(', ')}`;
}

const sortKey = (sql: string, descending: boolean): string => `${sql} ${descending ? 'DESC' : 'ASC'} NULLS LAST`;

async function isRepetitive(
  session: Session,
  rows: FileRows,
  { column, ...options }: { column: string } & QueryOptions,
): Promise<boolean> {
  if (rows.schema.find(({ name }) => name === column)?.type !== 'string') return false;
  const sql = `SELECT approx_count_distinct(${quoteIdentifier(column)}) FROM ${scan(rows.file)}`;
  const { columns } = await session.query(sql, options);
  return Number(columns[0]?.[0] ?? rows.total) * repeats <= rows.total;
}
