import { randomUUID } from 'node:crypto';
import { fail } from '../../contract/errors/index.ts';
import { sampleOf } from '../../contract/sample.ts';
import type { RowsPage } from '../../contract/schema.ts';
import { orAborted } from '../../platform/abort.ts';
import type { QueryOptions, Session } from '../sql/session.ts';
import { explainReadError } from './read-error.ts';
import { countRows, type Rows, requireKnown } from './relation.ts';
import { RowBlocks } from './row-blocks.ts';
import { type Choice, columnList, type FileRows, orderedRows, plainOrder, rowNumber, scan } from './row-order.ts';
import type { PageRequest } from './rows.ts';
import { SortedCopies } from './sorted-copies.ts';

type Request = PageRequest & QueryOptions;
type Columns = readonly unknown[][];

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

/**
 * Pages of sorted or filtered rows of a large file. The row numbers are found once and kept, so that any page takes as long as the first. Sorted
 * rows lie all over the file: they are read in blocks, and from a sorted copy as soon as there is one. The session must keep the order of rows.
 */
export class RowIndexes {
  private readonly session: Session;
  private readonly blocks = new RowBlocks();
  private readonly copies: SortedCopies;
  /** Least recently used first. */
  private readonly indexes = new Map<string, Index>();

  constructor(session: Session) {
    this.session = session;
    this.copies = new SortedCopies(session);
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
    const { offset, limit, sort, signal } = request;
    const options = signal ? { signal } : {};
    const key = JSON.stringify([rows.key, sort, request.where]);
    const page = (columns: Columns, total: number): RowsPage => {
      return { schema: rows.schema, columns: columns.map((column) => [...column]), offset, total, sample: 'all rows' };
    };
    try {
      const index = this.find(key, rows, request);
      if (sort.length > 0 && offset + limit <= topRows && !index.isReady) {
        const { columns, total } = await this.readTop(rows, request, options);
        void index.count().catch(() => {});
        return page(columns, total);
      }
      const total = await wait(index, signal);
      const copy = sort.length > 0 ? await this.copies.of(key, rows, { choice: request, total }) : undefined;
      if (copy) return page(await this.readCopy(copy, rows, request), total);
      const to = Math.min(total, offset + limit);
      if (sort.length === 0) return page(await this.readListed(rows, index, { from: offset, to, ...options }), total);
      const columns = await this.blocks.read(key, {
        columns: rows.schema.length,
        ...{ from: offset, to, end: total, signal },
        read: (start, end, own) => this.readListed(rows, index, { from: start, to: end, signal: own }),
      });
      return page(columns, total);
    } catch (error) {
      throw explainReadError(error);
    }
  }

  /** The beginning of an order, while the whole is still being sorted. */
  private async readTop(rows: FileRows, { offset, limit, sort, where }: Request, options: QueryOptions) {
    const from = `${scan(rows.file)}${where ? ` WHERE ${where}` : ''}`;
    const sql = `SELECT ${rowNumber}::UINTEGER FROM ${from} ORDER BY ${plainOrder(sort)} LIMIT ${limit} OFFSET ${offset}`;
    const [numbers, total] = await Promise.all([
      this.numbers(sql, options),
      where ? countRows(this.session, from, options) : rows.total,
    ]);
    return { columns: await this.readNumbered(rows, numbers, options), total };
  }

  private async readListed(
    rows: FileRows,
    index: Index,
    { from, to, ...options }: { from: number; to: number } & QueryOptions,
  ) {
    const sql = `SELECT r FROM ${index.table} WHERE rowid BETWEEN ${from} AND ${to - 1} ORDER BY rowid`;
    return this.readNumbered(rows, await this.numbers(sql, options), options);
  }

  private async readCopy(copy: string, rows: FileRows, { offset, limit, signal }: Request): Promise<unknown[][]> {
    const range = `${rowNumber} BETWEEN ${offset} AND ${offset + limit - 1}`;
    const sql = `SELECT ${columnList(rows.schema)} FROM ${scan(copy)} WHERE ${range} ORDER BY ${rowNumber}`;
    return (await this.session.query(sql, signal ? { signal } : {})).columns;
  }

  private async numbers(sql: string, options: QueryOptions): Promise<number[]> {
    return ((await this.session.query(sql, options)).columns[0] ?? []).map(Number);
  }

  /** The rows with these numbers, in this order. */
  private async readNumbered(rows: FileRows, numbers: readonly number[], options: QueryOptions): Promise<unknown[][]> {
    if (numbers.length === 0) return rows.schema.map(() => []);
    const chosen = `${rowNumber} IN (${numbers.join(', ')})`;
    const sql = `SELECT ${columnList(rows.schema)}, ${rowNumber} FROM ${scan(rows.file)} WHERE ${chosen}`;
    const { columns } = await this.session.query(sql, options);
    const places = new Map((columns.at(-1) ?? []).map((number, place) => [Number(number), place]));
    const order = numbers.map((number) => places.get(number) ?? -1);
    return columns.slice(0, -1).map((column) => order.map((at) => column[at] ?? null));
  }

  private find(key: string, rows: FileRows, choice: Choice): Index {
    const known = this.indexes.get(key);
    const index = known ?? this.make(rows, choice, () => this.indexes.delete(key));
    this.indexes.delete(key);
    this.indexes.set(key, index);
    if (!known) this.tidy(index);
    return index;
  }

  private make(rows: FileRows, choice: Choice, onFailure: () => void): Index {
    const table = `row_index_${randomUUID().replaceAll('-', '')}`;
    const stop = new AbortController();
    const build = async () => {
      const options = { signal: stop.signal };
      const ordered = await orderedRows(this.session, rows, { columns: [], choice, ...options });
      await this.session.run(`CREATE TABLE ${table} AS SELECT ${rowNumber}::UINTEGER AS r ${ordered}`, options);
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

  /** Drops the oldest indexes beyond those kept, and ends unfinished ones and copies that nobody waits for. */
  private tidy(newest: Index): void {
    this.copies.stopOthers();
    for (const [key, index] of this.indexes) {
      if (index === newest || index.waiting > 0) continue;
      if (!index.isReady) index.stop.abort();
      else if (this.indexes.size <= kept) continue;
      else void this.session.run(`DROP TABLE IF EXISTS ${index.table}`).catch(() => {});
      this.blocks.forget(key);
      this.indexes.delete(key);
    }
  }
}

/** The index's count when it is there. A caller that gives up does not end the work of the others. */
async function wait(index: Index, signal: AbortSignal | undefined): Promise<number> {
  if (signal?.aborted) throw fail('ABORTED');
  index.waiting += 1;
  try {
    return await orAborted(index.count(), signal);
  } finally {
    index.waiting -= 1;
  }
}
