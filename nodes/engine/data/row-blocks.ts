import { fail } from '../../contract/errors/index.ts';
import { orAborted } from '../../platform/abort.ts';

type Columns = readonly (readonly unknown[])[];

interface Block {
  rows: Promise<Columns>;
  waiting: number;
  isThere: boolean;
  stop: AbortController;
}

interface Reading {
  /** Number of columns. */
  columns: number;
  /** Rows wanted: from the first to before the last. */
  from: number;
  to: number;
  /** Rows in the whole. */
  end: number;
  read: (from: number, to: number, signal: AbortSignal) => Promise<Columns>;
  signal?: AbortSignal | undefined;
}

/** Rows that lie all over a file cost little more by the thousand than one by one. */
const blockRows = 2000;
const blockCells = 100_000;
const keptCells = 4_000_000;

/** Blocks of rows read lately, by the key of what they are rows of. */
export class RowBlocks {
  /** Least recently used first. */
  private readonly blocks = new Map<string, Block & { cells: number }>();

  async read(key: string, { columns, from, to, end, read, signal }: Reading): Promise<unknown[][]> {
    const size = Math.max(1, Math.min(blockRows, Math.floor(blockCells / Math.max(1, columns))));
    const result: unknown[][] = Array.from({ length: columns }, () => []);
    for (let start = Math.floor(from / size) * size; start < to; start += size) {
      const stop = Math.min(end, start + size);
      const block = this.block(`${key}\n${start}`, { cells: columns * size, read: (own) => read(start, stop, own) });
      const rows = await waitFor(block, signal);
      for (const [at, column] of result.entries())
        column.push(...(rows[at] ?? []).slice(Math.max(0, from - start), to - start));
    }
    return result;
  }

  forget(key: string): void {
    for (const name of this.blocks.keys()) if (name.startsWith(`${key}\n`)) this.blocks.delete(name);
  }

  private block(name: string, { cells, read }: { cells: number; read: (signal: AbortSignal) => Promise<Columns> }) {
    const known = this.blocks.get(name);
    this.blocks.delete(name);
    const block = known && !known.stop.signal.aborted ? known : { ...start(read), cells };
    this.blocks.set(name, block);
    if (block !== known) {
      block.rows.catch(() => (this.blocks.get(name) === block ? this.blocks.delete(name) : undefined));
      this.tidy(block);
    }
    return block;
  }

  private tidy(newest: Block): void {
    let cells = [...this.blocks.values()].reduce((sum, block) => sum + block.cells, 0);
    for (const [name, block] of this.blocks) {
      if (cells <= keptCells) return;
      if (block === newest || block.waiting > 0) continue;
      this.blocks.delete(name);
      cells -= block.cells;
    }
  }
}

function start(read: (signal: AbortSignal) => Promise<Columns>): Block {
  const stop = new AbortController();
  const block: Block = { rows: read(stop.signal), waiting: 0, isThere: false, stop };
  block.rows.then(
    () => {
      block.isThere = true;
    },
    () => {},
  );
  return block;
}

/** The rows when they have come; when all who wait have given up, they are not read. */
async function waitFor(block: Block, signal: AbortSignal | undefined): Promise<Columns> {
  if (signal?.aborted) throw fail('ABORTED');
  block.waiting += 1;
  try {
    return await orAborted(block.rows, signal);
  } finally {
    block.waiting -= 1;
    if (block.waiting === 0 && !block.isThere) block.stop.abort();
  }
}
