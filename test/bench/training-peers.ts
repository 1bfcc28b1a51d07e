import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { FEATURES } from './training-data.ts';

export interface PeerRun {
  seconds: number;
  auc: number;
}

/** A Python process that trains the peers on the same rows, whenever asked. */
export interface Peers {
  /** Name → version of those that are installed. */
  versions: Readonly<Record<string, string>>;
  run(name: string, threads: number): Promise<PeerRun>;
  close(): Promise<void>;
}

/** Starts the peers' process; without Python or NumPy no peer is there. */
export async function startPeers(
  table: { columns: Float32Array[]; target: Uint8Array },
  testRows: number,
): Promise<Peers> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-bench-'));
  await writeFile(join(folder, 'x.f32'), Buffer.concat(table.columns.map((column) => Buffer.from(column.buffer))));
  await writeFile(join(folder, 'y.u8'), table.target);
  const script = fileURLToPath(new URL('./training-peers.py', import.meta.url));
  const sizes = [table.target.length - testRows, testRows, FEATURES].map(String);
  const child = spawn('python3', [script, folder, ...sizes], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const failed = once(child, 'error').then(() => ({ done: true, value: undefined }) as const);
  const first = await Promise.race([lines.next(), failed]);
  const versions: Record<string, string> = first.done ? {} : JSON.parse(first.value);
  return {
    versions,
    run: async (name, threads) => {
      child.stdin!.write(`${name} ${threads}\n`);
      const answer = await lines.next();
      if (answer.done) throw new Error(`${name} ended without an answer`);
      return JSON.parse(answer.value) as PeerRun;
    },
    close: async () => {
      await end(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.stdin!.end();
  await exit;
}
