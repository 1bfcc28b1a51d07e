import { isAppError } from '../../base/app-error.ts';
import { fileInfo } from '../../platform/files.ts';
import type { Session } from '../sql/session.ts';
import { type Choice, columnList, type FileRows, orderedRows, writePaged } from './row-order.ts';

/** A larger file is not copied for an order of its rows, in bytes. */
const largest = 1024 ** 3;
/** Orders of fewer rows are read by their index alone. */
const fewest = 4000;

/** Copies of large files in another order, made behind the reader's back once someone scrolls in it. */
export class SortedCopies {
  private readonly session: Session;
  private making: { key: string; stop: AbortController } | undefined;
  /** Orders that could not be copied: the disk was full, the memory too small. */
  private readonly failed = new Set<string>();

  constructor(session: Session) {
    this.session = session;
  }

  /** The copy when it is there; else it is begun, unless the file is too large. */
  async of(
    key: string,
    rows: FileRows,
    { choice, total }: { choice: Choice; total: number },
  ): Promise<string | undefined> {
    if (total < fewest) return undefined;
    const name = `sorted ${key} ${JSON.stringify(rows.schema.map(({ name, type }) => [name, type]))}`;
    const found = await this.session.cache.find(name);
    if (found || this.making?.key === key || this.failed.has(key)) return found;
    if (((await fileInfo(rows.file))?.size ?? 0) > largest) return undefined;
    const making = { key, stop: new AbortController() };
    this.making?.stop.abort();
    this.making = making;
    const made = this.session.cache.get(
      name,
      async (path, signal) => {
        const ordered = await orderedRows(this.session, rows, { columns: rows.schema, choice, signal });
        const sql = `SELECT ${columnList(rows.schema)} ${ordered}`;
        await writePaged(this.session, sql, path, { signal });
      },
      { signal: making.stop.signal },
    );
    // Without the copy pages are read by their index.
    void made
      .catch((error: unknown) => (isAppError(error) && error.code === 'ABORTED' ? undefined : this.failed.add(key)))
      .finally(() => {
        if (this.making === making) this.making = undefined;
      });
    return undefined;
  }

  /** Another order is looked at: the copy being made is not worth the work any more. */
  stopOthers(): void {
    this.making?.stop.abort();
  }
}
