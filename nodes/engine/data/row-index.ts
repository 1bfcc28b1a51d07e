import { randomUUID } from 'node:crypto';
import { fail } from '../../contract/errors/index.ts';
import { sampleOf } from '../../contract/sample.ts';
import type { RowsPage } from '../../contract/schema.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import type { Session } from '../sql/session.ts';
import { fileList } from './file-sql.ts';
import { explainReadError } from './read-error.ts';
import { countRows, type Rows, requireKnown } from './relation.ts';
import type { PageRequest } from './rows.ts';

/** Rows of one Parquet file. `key` changes whenever they do. */
export interface FileRows extends Rows {
  file: string;
  key: string;
  total: number;
}

type Request = PageRequest & { signal?: AbortSignal };
type Options = { signal?: AbortSignal };

/** A list of row numbers in a table of the session: which rows, in which order. */
interface Index {
  table: string;
  /** Starts the work when first called; resolves to the number of rows listed. */
  count: () => Promise<number>;
  isReady: boolean;
  waiting: number;
  stop: AbortController;
}

/** Fewer rows are quick enough without. */
const manyRows = 200_000;
/** Indexes kept: 4 bytes for each row they list. */
const kept = 6;
/** The first rows of an order are found without the whole order. */
const topRows = 2000;
/** Text that repeats at least this often on average is sorted by the rank of its values. */
const repeats = 20;
const rowNumber = 'file_row_number';

/**
 * Pages of sorted or filtered rows of a large file. The row numbers are found once and kept, so that any page takes as long as
 * the first. The session must keep the order of rows.
 */
export class RowIndexes {
  private readonly session: Session;
  /** Least recently used first. */
  private readonly indexes = new Map<string, Index>();

  constructor(session: Session) {
    this.session = session;
  }

  /** Whether pages of this request are read by an index. */
  static fits(rows: Rows & { file?: string }, { sort, where, sample }: Request): rows is FileRows {
    const isChosen = sort.length > 0 || where !== undefined;
    const isLarge = rows.file !== undefined && rows.total !== null && rows.total >= manyRows;
    return (
      isLarge && isChosen && sampleOf(sample).kind === 'all' && !rows.schema.some(({ name }) => name === rowNumber)
    );
  }

  /** DATA_COLUMN_UNKNOWN, DATA_ROW_BROKEN. */
  async readPage(rows: FileRows, request: Request): Promise<RowsPage> {
    for (const { column } of request.sort) requireKnown(rows, column);
    const { offset, limit, signal } = request;
    const options = signal ? { signal } : {};
    try {
      const index = this.find(rows, request);
      const isTop = request.sort.length > 0 && offset + limit <= topRows;
      if (isTop && !index.isReady) {
        const page = await this.readTop(rows, request, options);
        void index.count().catch(() => {});
        return page;
      }
      const total = await wait(index, signal);
      const last = offset + limit - 1;
      const sql = `SELECT r FROM ${index.table} WHERE rowid BETWEEN ${offset} AND ${last} ORDER BY rowid`;
      return await this.readRows(rows, await this.numbers(sql, options), { offset, total, options });
    } catch (error) {
      throw explainReadError(error);
    }
  }

  /** The beginning of an order, while the whole is still being sorted. */
  private async readTop(rows: FileRows, { offset, limit, sort, where }: Request, options: Options): Promise<RowsPage> {
    const from = `${scan(rows)}${where ? ` WHERE ${where}` : ''}`;
    const order = [...sort.map((key) => sortKey(quoteIdentifier(key.column), key.descending)), rowNumber].join(', ');
    const sql = `SELECT ${rowNumber}::UINTEGER FROM ${from} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`;
    const [numbers, total] = await Promise.all([
      this.numbers(sql, options),
      where ? countRows(this.session, from, options) : rows.total,
    ]);
    return this.readRows(rows, numbers, { offset, total, options });
  }

  private async numbers(sql: string, options: Options): Promise<number[]> {
    return ((await this.session.query(sql, options)).columns[0] ?? []).map(Number);
  }

  /** The rows with these numbers, in this order. */
  private async readRows(
    rows: FileRows,
    numbers: readonly number[],
    { offset, total, options }: { offset: number; total: number; options: Options },
  ): Promise<RowsPage> {
    const { schema } = rows;
    const sample = 'all rows';
    if (numbers.length === 0) return { schema, columns: schema.map(() => []), offset, total, sample };
    const names = schema.map(({ name }) => quoteIdentifier(name));
    const sql = `SELECT ${[...names, rowNumber].join(', ')} FROM ${scan(rows)} WHERE ${rowNumber} IN (${numbers.join(', ')})`;
    const { columns } = await this.session.query(sql, options);
    const places = new Map((columns.at(-1) ?? []).map((number, place) => [Number(number), place]));
    const order = numbers.map((number) => places.get(number) ?? -1);
    return {
      schema,
      columns: columns.slice(0, -1).map((column) => order.map((at) => column[at] ?? null)),
      offset,
      total,
      sample,
    };
  }

  private find(rows: FileRows, { sort, where }: Request): Index {
    const key = JSON.stringify([rows.key, sort, where]);
    const known = this.indexes.get(key);
    const index = known ?? this.make(rows, { sort, where, onFailure: () => this.indexes.delete(key) });
    this.indexes.delete(key);
    this.indexes.set(key, index);
    if (!known) this.tidy(index);
    return index;
  }

  private make(
    rows: FileRows,
    { sort, where, onFailure }: Pick<Request, 'sort' | 'where'> & { onFailure: () => void },
  ): Index {
    const table = `row_index_${randomUUID().replaceAll('-', '')}`;
    const stop = new AbortController();
    const build = async () => {
      const options = { signal: stop.signal };
      await this.session.run(`CREATE TABLE ${table} AS ${await this.listing(rows, { sort, where }, options)}`, options);
      index.isReady = true;
      return countRows(this.session, table, options);
    };
    let count: Promise<number> | undefined;
    const start = () => {
      count ??= build();
      count.catch(onFailure);
      return count;
    };
    const index: Index = { table, count: start, isReady: false, waiting: 0, stop };
    return index;
  }

  /** Drops the oldest indexes beyond those kept, and ends unfinished ones that nobody waits for. */
  private tidy(newest: Index): void {
    for (const [key, index] of this.indexes) {
      if (index === newest || index.waiting > 0) continue;
      if (!index.isReady) index.stop.abort();
      else if (this.indexes.size <= kept) continue;
      else void this.session.run(`DROP TABLE IF EXISTS ${index.table}`).catch(() => {});
      this.indexes.delete(key);
    }
  }

  /** SQL that lists the chosen row numbers in order. */
  private async listing(rows: FileRows, { sort, where }: Pick<Request, 'sort' | 'where'>, options: Options) {
    const filter = where ? ` WHERE ${where}` : '';
    if (sort.length === 0) return `SELECT ${rowNumber}::UINTEGER AS r FROM ${scan(rows)}${filter}`;
    const columns = [...new Set(sort.map(({ column }) => column))].map(quoteIdentifier);
    let from = `(SELECT ${columns.join(', ')}, ${rowNumber} FROM ${scan(rows)}${filter})`;
    const keys: string[] = [];
    for (const [at, { column, descending }] of sort.entries()) {
      const name = quoteIdentifier(column);
      if (await this.isRepetitive(rows, column, options)) {
        const ranks = `SELECT ${name} AS v${at}, row_number() OVER (ORDER BY ${name}) AS k${at} FROM (SELECT DISTINCT ${name} FROM ${scan(rows)})`;
        from += ` LEFT JOIN (${ranks}) ON ${name} = v${at}`;
        keys.push(sortKey(`k${at}`, descending));
      } else keys.push(sortKey(name, descending));
    }
    return `SELECT ${rowNumber}::UINTEGER AS r FROM ${from} ORDER BY ${[...keys, rowNumber].join(', ')}`;
  }

  private async isRepetitive(rows: FileRows, column: string, options: Options): Promise<boolean> {
    if (rows.schema.find(({ name }) => name === column)?.type !== 'string') return false;
    const sql = `SELECT approx_count_distinct(${quoteIdentifier(column)}) FROM ${scan(rows)}`;
    const { columns } = await this.session.query(sql, options);
    return Number(columns[0]?.[0] ?? rows.total) * repeats <= rows.total;
  }
}

const scan = ({ file }: FileRows): string => `read_parquet(${fileList([file])}, ${rowNumber} = true)`;
const sortKey = (sql: string, descending: boolean): string => `${sql} ${descending ? 'DESC' : 'ASC'} NULLS LAST`;

/** The index's count when it is there. A caller that gives up does not end the work of the others. */
async function wait(index: Index, signal: AbortSignal | undefined): Promise<number> {
  if (signal?.aborted) throw fail('ABORTED');
  index.waiting += 1;
  const { promise: gone, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(fail('ABORTED'));
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([index.count(), gone]);
  } finally {
    signal?.removeEventListener('abort', giveUp);
    index.waiting -= 1;
  }
}
