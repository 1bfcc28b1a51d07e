import { isAppError } from '../../base/app-error.ts';
import { parquetRelation } from '../sql/quote.ts';
import type { Session } from '../sql/session.ts';
import { explainReadError } from './read-error.ts';
import { countRows, type Rows } from './relation.ts';
import { columnList, type FileRows, writePaged } from './row-order.ts';

/** Smaller files are read quickly enough as they are, in bytes … */
const smallest = 128 * 1024;
/** … and copies of larger ones would push out all others. */
const largest = 4 * 1024 ** 3;

/** Rows of files; `key` changes whenever they do. */
export interface ReadRows extends Rows {
  key: string;
}

/**
 * Parquet copies of files that have to be read from their beginning (CSV, JSON, workbooks), made behind the reader's back once someone
 * looks at them: from then on the number of rows is known and any page is as quick as the first. The session must keep the order of rows.
 */
export class FileCopies {
  private readonly session: Session;
  private readonly totals = new Map<string, number>();
  /** Copies on their way, and those that could not be made: a row is broken, the disk is full. */
  private readonly settled = new Set<string>();
  /** What is wrong with rows of which no copy could be made. */
  private readonly problems = new Map<string, string>();

  constructor(session: Session) {
    this.session = session;
  }

  /** The rows as their copy has them, when there is one. */
  async find<R extends ReadRows>(rows: R): Promise<R | (R & FileRows)> {
    const name = nameOf(rows);
    const file = await this.session.cache.find(name);
    if (!file) return rows;
    const sql = parquetRelation(file);
    const total = this.totals.get(name) ?? (await countRows(this.session, sql, {}));
    this.totals.set(name, total);
    return { ...rows, sql, file, total };
  }

  /** Begins the copy of rows that `bytes` of files hold, unless it is on its way or could not be made. */
  begin(rows: ReadRows, bytes: number): void {
    const name = nameOf(rows);
    if (bytes < smallest || bytes > largest || this.settled.has(name)) return;
    this.settled.add(name);
    const sql = `SELECT ${columnList(rows.schema)} FROM ${rows.sql}`;
    const again = () => this.settled.delete(name);
    // What was made may be pushed out by others later. Without the copy pages are read from the files.
    void this.session.cache
      .get(name, (path, signal) => writePaged(this.session, sql, path, { signal }))
      .then(again, (error: unknown) => {
        if (isAppError(error) && error.code === 'ABORTED') return again();
        const explained = explainReadError(error);
        if (isAppError(explained) && rowErrors.includes(explained.code)) this.problems.set(name, explained.message);
      });
  }

  /** What is wrong with one of the rows, once a copy was tried. */
  problemOf(rows: ReadRows): string | undefined {
    return this.problems.get(nameOf(rows));
  }
}

const rowErrors = ['DATA_ROW_BROKEN', 'DATA_CELL_MISFIT'];

const nameOf = ({ key, sql, schema }: ReadRows): string =>
  `rows ${key} ${sql} ${JSON.stringify(schema.map(({ name, type }) => [name, type]))}`;
