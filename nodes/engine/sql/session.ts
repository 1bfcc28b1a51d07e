import { type DuckDBConnection, DuckDBInstance, type DuckDBResult } from '@duckdb/node-api';
import { fail } from '../../contract/errors/index.ts';
import type { Schema } from '../../contract/schema.ts';
import { orAborted } from '../../platform/abort.ts';
import { FileCache } from '../../platform/file-cache.ts';
import { removePath } from '../../platform/files.ts';
import { encodeCell } from './encode.ts';
import { copyDoubles, type NumericChunk, NumericCollector } from './numeric-chunk.ts';
import { createNumericTable } from './numeric-table.ts';
import { quoteIdentifier, quoteText } from './quote.ts';
import { toSqlError } from './sql-error.ts';
import { dataTypeOf } from './types.ts';

export interface SessionOptions {
  /** DuckDB's buffer budget, e.g. `4GB`. Beyond it DuckDB spills to `tempDir`, if there is one. */
  memoryLimit?: string;
  threads?: number;
  tempDir?: string;
  /** True keeps the order of rows of files through a query; false (default) is faster and lighter. */
  preserveOrder?: boolean;
  /** Where files are kept that were made of others; without it in a temporary folder, for as long as the session is open. */
  cache?: FileCache;
  /** When given, SQL may touch files below these folders only. */
  allowedDirectories?: readonly string[];
  /** Awaited before the first of the calls that run at the same time; `onIdle` follows after the last. */
  onBusy?: () => Promise<void>;
  onIdle?: () => void;
}

export interface QueryOptions {
  signal?: AbortSignal;
}

export interface QueryProgress {
  /** 0–100. */
  percent: number;
  rows: number;
}

/** All rows of a query by column, encoded as in `RowsPage`. */
export interface QueryResult {
  schema: Schema;
  columns: unknown[][];
  rowCount: number;
}

export interface CopyOptions extends QueryOptions {
  progress?: (progress: QueryProgress) => void;
  compression?: 'snappy' | 'zstd' | 'lz4_raw' | 'uncompressed';
  /** Rows of a group, of which a reader reads all columns it wants: fewer make single pages quicker and whole scans slower. */
  groupRows?: number;
}

/**
 * One in-memory DuckDB database; calls run at the same time on connections of their own. A call whose signal aborts ends with ABORTED
 * within a moment, also when DuckDB takes longer to leave the query.
 */
export interface Session {
  /** Files made of others that this session's SQL may read. */
  readonly cache: FileCache;
  /** Runs statements without looking at their rows. */
  run(sql: string, options?: QueryOptions): Promise<void>;
  /** Reads all rows; for pages and small results. */
  query(sql: string, options?: QueryOptions): Promise<QueryResult>;
  /** Writes the rows of a SELECT to one Parquet file; returns their number. The caller makes it atomic; of an aborted call nothing stays. */
  copyToParquet(sql: string, file: string, options?: CopyOptions): Promise<number>;
  /** Columns and types of a SELECT, without running it. */
  describe(sql: string, options?: QueryOptions): Promise<Schema>;
  /** Reads numeric, boolean or null columns in blocks of at most 2,048 rows; null becomes NaN. The arrays are reused: copy what you keep. */
  streamNumeric(sql: string, onChunk: (chunk: NumericChunk) => void, options?: QueryOptions): Promise<number>;
  /** All rows of numeric or boolean columns, one Float64Array a column; null becomes NaN. */
  readNumericColumns(sql: string, options?: QueryOptions): Promise<{ names: string[]; columns: Float64Array[] }>;
  /** Makes a table of DOUBLE columns from typed arrays of one length; the caller drops it. */
  createNumericTable(
    table: string,
    columns: ReadonlyMap<string, Float64Array | Float32Array | Int32Array>,
    options?: QueryOptions,
  ): Promise<void>;
  /** Changes the memory budget. False when so much cannot be freed now: the budget stays as it was. */
  setMemoryLimit(bytes: number): Promise<boolean>;
  close(): void;
}

/** Opens a session: UTC, no extension is ever fetched, external files limited to the allowed folders. */
export async function openSession(options: SessionOptions = {}): Promise<Session> {
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: String(options.preserveOrder ?? false),
    ...(options.memoryLimit === undefined ? {} : { memory_limit: options.memoryLimit }),
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    temp_directory: options.tempDir ?? '',
  });
  const session = new DuckDbSession(instance, options);
  await session.run(lockDown(options));
  return session;
}

function lockDown(options: SessionOptions): string {
  const statements = [`SET GLOBAL TimeZone = 'UTC'`];
  if (options.allowedDirectories !== undefined) {
    const folders = [...options.allowedDirectories, ...(options.tempDir === undefined ? [] : [options.tempDir])];
    statements.push(`SET allowed_directories = [${folders.map(quoteText).join(', ')}]`);
    statements.push('SET enable_external_access = false');
  }
  return statements.join('; ');
}

/** Bytes of files kept without a cache of the caller's. */
const cacheBytes = 2 * 1024 ** 3;
/** Milliseconds that DuckDB has to leave a query before its caller is let go. Most it leaves at once; a hash table it frees first. */
const patience = 100;

class DuckDbSession implements Session {
  readonly cache: FileCache;
  private readonly instance: DuckDBInstance;
  private readonly options: SessionOptions;
  private limit: string;
  private running = 0;
  private readonly idle: DuckDBConnection[] = [];
  private readonly all = new Set<DuckDBConnection>();
  private closed = false;
  private closing: NodeJS.Timeout | undefined;

  constructor(instance: DuckDBInstance, options: SessionOptions) {
    this.instance = instance;
    this.options = options;
    this.cache = options.cache ?? new FileCache({ folder: options.tempDir, budget: cacheBytes });
    this.limit = options.memoryLimit ?? 'the default limit';
  }

  async run(sql: string, options: QueryOptions = {}): Promise<void> {
    await this.use(options, async (connection) => {
      await connection.run(sql);
    });
  }

  async query(sql: string, options: QueryOptions = {}): Promise<QueryResult> {
    return this.use(options, async (connection) => {
      const result = await connection.run(sql);
      const schema = schemaOf(result);
      const columns: unknown[][] = schema.map(() => []);
      const isJson = schema.map((column) => column.type === 'object');
      for (const chunk of await result.fetchAllChunks()) {
        for (const [index, column] of columns.entries()) {
          for (const value of chunk.getColumnValues(index)) {
            column.push(isJson[index] && typeof value === 'string' ? JSON.parse(value) : encodeCell(value));
          }
        }
      }
      return { schema, columns, rowCount: columns[0]?.length ?? 0 };
    });
  }

  async copyToParquet(sql: string, file: string, options: CopyOptions = {}): Promise<number> {
    const group = options.groupRows === undefined ? '' : `, ROW_GROUP_SIZE ${options.groupRows}`;
    const target = `(FORMAT parquet, COMPRESSION ${options.compression ?? 'zstd'}${group})`;
    return this.use(options, async (connection) => {
      const tell = () => {
        if (!options.signal?.aborted) options.progress?.(progressOf(connection));
      };
      const timer = options.progress && setInterval(tell, 100);
      try {
        const result = await connection.run(`COPY (\n${sql}\n) TO ${quoteText(file)} ${target}`);
        return result.rowsChanged;
      } catch (error) {
        // Here, not at the caller: only here it is known that DuckDB writes no more.
        if (options.signal?.aborted) await removePath(file);
        throw error;
      } finally {
        clearInterval(timer);
      }
    });
  }

  async describe(sql: string, options: QueryOptions = {}): Promise<Schema> {
    return this.use(options, async (connection) => {
      const prepared = await connection.prepare(sql);
      return Array.from({ length: prepared.columnCount }, (_, index) => ({
        name: prepared.columnName(index),
        type: dataTypeOf(prepared.columnType(index)),
      }));
    });
  }

  async streamNumeric(
    sql: string,
    onChunk: (chunk: NumericChunk) => void,
    options: QueryOptions = {},
  ): Promise<number> {
    return this.use(options, async (connection) => {
      const prepared = await connection.prepare(sql);
      const names = Array.from({ length: prepared.columnCount }, (_, index) => prepared.columnName(index));
      const doubles = names.map((name) => `CAST(${quoteIdentifier(name)} AS DOUBLE)`);
      const result = await connection.stream(`SELECT ${doubles.join(', ')} FROM (\n${sql}\n)`);
      const buffers = names.map(() => new Float64Array(2048));
      let total = 0;
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        if (options.signal?.aborted) throw fail('ABORTED');
        for (const [index, buffer] of buffers.entries()) copyDoubles(chunk.getColumnVector(index), buffer);
        onChunk({ names, columns: buffers, rowCount: chunk.rowCount });
        total += chunk.rowCount;
      }
      return total;
    });
  }

  async readNumericColumns(sql: string, options: QueryOptions = {}) {
    const collector = new NumericCollector();
    await this.streamNumeric(sql, (chunk) => collector.append(chunk), options);
    if (collector.isEmpty) {
      const names = (await this.describe(sql, options)).map((column) => column.name);
      return { names, columns: names.map(() => new Float64Array(0)) };
    }
    return collector.result();
  }

  async createNumericTable(
    table: string,
    columns: ReadonlyMap<string, Float64Array | Float32Array | Int32Array>,
    options: QueryOptions = {},
  ): Promise<void> {
    await this.use(options, (connection) => createNumericTable(connection, table, columns));
  }

  async setMemoryLimit(bytes: number): Promise<boolean> {
    if (this.closed) return false;
    const limit = `${Math.floor(bytes / 2 ** 20)}MiB`;
    const connection = this.idle.pop() ?? (await this.connect());
    try {
      await connection.run(`SET memory_limit = ${quoteText(limit)}`);
      this.limit = limit;
      return true;
    } catch {
      return false;
    } finally {
      if (!this.closed) this.idle.push(connection);
    }
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    // Until all have ended, as in `onConnection`.
    this.closing = setInterval(() => {
      for (const connection of this.all) connection.interrupt();
    }, 20);
    if (this.running === 0) this.free();
  }

  private free(): void {
    clearInterval(this.closing);
    for (const connection of this.all) connection.closeSync();
    this.instance.closeSync();
    if (this.options.cache === undefined) void this.cache.close();
  }

  private async use<T>(options: QueryOptions, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const { signal } = options;
    if (signal?.aborted) throw fail('ABORTED');
    if (this.closed) throw new Error('the SQL session is closed');
    return orAborted(this.counted(options, work), signal, patience);
  }

  private async counted<T>(options: QueryOptions, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    this.running += 1;
    try {
      if (this.running === 1) await this.options.onBusy?.();
      return await this.onConnection(options, work);
    } finally {
      this.running -= 1;
      if (this.running === 0) this.options.onIdle?.();
      if (this.running === 0 && this.closed) this.free();
    }
  }

  private async onConnection<T>(
    { signal }: QueryOptions,
    work: (connection: DuckDBConnection) => Promise<T>,
  ): Promise<T> {
    if (this.closed) throw new Error('the SQL session is closed');
    const connection = this.idle.pop() ?? (await this.connect());
    // An interrupt between two statements of a call is forgotten by DuckDB, so it is repeated until the call ends.
    let repeat: NodeJS.Timeout | undefined;
    const interrupt = () => {
      connection.interrupt();
      repeat = setInterval(() => connection.interrupt(), 20);
    };
    signal?.addEventListener('abort', interrupt, { once: true });
    try {
      // The signal may have come while the connection was awaited: then no listener heard it.
      if (signal?.aborted) throw fail('ABORTED');
      const result = await work(connection);
      if (signal?.aborted) throw fail('ABORTED');
      return result;
    } catch (error) {
      throw toSqlError(error, { signal, limit: this.limit });
    } finally {
      signal?.removeEventListener('abort', interrupt);
      clearInterval(repeat);
      if (!this.closed) this.idle.push(connection);
    }
  }

  private async connect(): Promise<DuckDBConnection> {
    const connection = await this.instance.connect();
    this.all.add(connection);
    await connection.run('SET enable_progress_bar = true; SET enable_progress_bar_print = false');
    return connection;
  }
}

function schemaOf(result: DuckDBResult): Schema {
  return result.columnNames().map((name, index) => ({ name, type: dataTypeOf(result.columnType(index)) }));
}

function progressOf(connection: DuckDBConnection): QueryProgress {
  const { percentage, rows_processed } = connection.progress;
  return { percent: Math.max(0, percentage), rows: Number(rows_processed) };
}
