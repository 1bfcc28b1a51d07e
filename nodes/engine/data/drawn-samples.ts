import { randomUUID } from 'node:crypto';
import { fail } from '../../contract/errors/index.ts';
import { type Sample, type SampleChoice, sampleOf } from '../../contract/sample.ts';
import { orAborted } from '../../platform/abort.ts';
import type { Session } from '../sql/session.ts';
import { explainReadError } from './read-error.ts';
import { countRows, type Rows } from './relation.ts';
import { type SampledRows, sampled } from './sample.ts';

/** Rows whose `key` changes whenever they do. */
type KeyedRows = Rows & { key: string };

interface Draw {
  table: string;
  rows: Promise<SampledRows>;
  /** Those who wait for it or work on it. */
  users: number;
  isReady: boolean;
  stop: AbortController;
}

/** Draws kept. */
const kept = 4;

/**
 * Samples as tables of the session: the first rows, or rows by chance, which take a pass over all. They are read once; from then on every
 * page, panel and card reads the table, of which a column alone costs next to nothing. The session must keep the order of rows.
 */
export class DrawnSamples {
  private readonly session: Session;
  /** Least recently used first. */
  private readonly draws = new Map<string, Draw>();

  constructor(session: Session) {
    this.session = session;
  }

  /**
   * Works on the rows of a drawn sample, which stay as long as the work takes, or on all rows with the sample that is still to be
   * taken of them. DATA_COLUMN_UNKNOWN, DATA_ROW_BROKEN, ABORTED.
   */
  async use<T>(
    rows: KeyedRows,
    { sample: choice, signal }: { sample: SampleChoice; signal?: AbortSignal | undefined },
    work: (rows: Rows, sample: Sample) => Promise<T>,
  ): Promise<T> {
    const sample = sampleOf(choice);
    if (sample.kind === 'all') return work(rows, sample);
    const key = JSON.stringify([rows.key, rows.sql, sample]);
    const draw = this.draws.get(key) ?? this.make(rows, sample);
    this.draws.delete(key);
    this.draws.set(key, draw);
    this.tidy();
    draw.users += 1;
    try {
      return await work(await wait(draw.rows, signal), { kind: 'all' });
    } finally {
      draw.users -= 1;
      if (draw.users === 0 && !draw.isReady) draw.stop.abort();
      if (!draw.isReady && this.draws.get(key) === draw) this.draws.delete(key);
    }
  }

  private make(rows: KeyedRows, sample: Sample): Draw {
    const table = `sample_${randomUUID().replaceAll('-', '')}`;
    const stop = new AbortController();
    const query = { signal: stop.signal };
    const build = async (): Promise<SampledRows> => {
      try {
        const found = await sampled(this.session, rows, { sample, ...query });
        const isTable = sample.kind === 'head' || found.sql !== rows.sql;
        if (isTable) await this.session.run(`CREATE TABLE ${table} AS SELECT * FROM ${found.sql}`, query);
        draw.isReady = true;
        return isTable ? await this.counted({ ...found, sql: table }, sample) : found;
      } catch (error) {
        throw explainReadError(error);
      }
    };
    const draw: Draw = { table, rows: Promise.resolve().then(build), users: 0, isReady: false, stop };
    draw.rows.catch(() => {});
    return draw;
  }

  /** The first rows may be all there are: that shows only now. */
  private async counted(drawn: SampledRows, sample: Sample): Promise<SampledRows> {
    if (drawn.total !== null || sample.kind === 'all') return drawn;
    const total = await countRows(this.session, drawn.sql, {});
    return { ...drawn, total, words: total < sample.rows ? 'all rows' : drawn.words };
  }

  /** Drops the oldest draws beyond those kept that nobody works on. */
  private tidy(): void {
    for (const [key, draw] of this.draws) {
      if (this.draws.size <= kept) return;
      if (draw.users > 0 || !draw.isReady) continue;
      this.draws.delete(key);
      void this.session.run(`DROP TABLE IF EXISTS ${draw.table}`).catch(() => {});
    }
  }
}

/** A caller that gives up does not end the draw for the others. */
async function wait<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal?.aborted) throw fail('ABORTED');
  return orAborted(work, signal);
}
