import { randomUUID } from 'node:crypto';
import type { Session } from '../sql/session.ts';

/** Samples kept in the memory of a session: ten thousand rows each. */
const kept = 8;

interface Sample {
  table: string;
  made: Promise<string>;
}

/** Samples of rows by the key of their content, so that a preview that is asked again and again reads no file. */
class SampleTables {
  private readonly session: Session;
  /** Least recently used first. */
  private readonly samples = new Map<string, Sample>();

  constructor(session: Session) {
    this.session = session;
  }

  /** The table that holds the rows of `select`, which are those of `key`. */
  async find(key: string, select: string): Promise<string> {
    const known = this.samples.get(key) ?? this.make(key, select);
    this.samples.delete(key);
    this.samples.set(key, known);
    this.forgetOld();
    return known.made;
  }

  private make(key: string, select: string): Sample {
    const table = `sample_${randomUUID().replaceAll('-', '')}`;
    // Without the signal of the caller: others may wait for the same sample, and it is small.
    const made = this.session.run(`CREATE TABLE ${table} AS ${select}`).then(() => table);
    made.catch(() => this.samples.delete(key));
    return { table, made };
  }

  private forgetOld(): void {
    for (const [key, { table, made }] of this.samples) {
      if (this.samples.size <= kept) return;
      this.samples.delete(key);
      // A preview that has just been given the table may still be about to read it.
      void made.then(() =>
        setTimeout(() => this.session.run(`DROP TABLE IF EXISTS ${table}`).catch(() => {}), 60_000).unref(),
      );
    }
  }
}

const tables = new WeakMap<Session, SampleTables>();

/** The samples of a session. They go with it. */
export function sampleTables(session: Session): SampleTables {
  const known = tables.get(session) ?? new SampleTables(session);
  tables.set(session, known);
  return known;
}
