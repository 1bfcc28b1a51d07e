import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../nodes/platform/child.ts';
import { createProject } from '../../nodes/store/project-files.ts';
import { type BenchResult, median } from './bench-result.ts';

const files = 8;
const fileBytes = 128 * 2 ** 20;
const megabytes = (files * fileBytes) / 1e6;
const rounds = 5;
const memoryGoal = 300;
const program = new URL('./bundle-work.ts', import.meta.url).pathname;

/** A project whose imported data are 1 GiB of what does not compress, as Parquet files are. */
async function makeProject(folder: string): Promise<void> {
  const dir = join(folder, 'project');
  await createProject(dir, { id: 'bench', name: 'Bench' });
  await mkdir(join(dir, 'files'), { recursive: true });
  for (let i = 0; i < files; i++) await writeFile(join(dir, 'files', `part-${i}.parquet`), randomBytes(fileBytes));
}

interface Work {
  seconds: number;
  bytes: number;
}

async function ours(what: Name, folder: string): Promise<Work> {
  const { code, out, error } = await runProgram({ name: what, args: [program, what, folder] });
  if (code !== 0) throw new Error(error);
  return JSON.parse(out.trim().split('\n').at(-1) ?? '') as Work;
}

async function shell(command: string, cwd: string): Promise<number> {
  const start = performance.now();
  const { code, error } = await runProgram({ name: command, command: 'sh', args: ['-c', command], cwd });
  if (code !== 0) throw new Error(`${command}: ${error}`);
  return (performance.now() - start) / 1000;
}

/** What does the same with plain tools: store, hash every file, write through to the disk; then hash again. */
const peers = {
  pack: 'rm -f peer.zip && zip -0 -q -r peer.zip project -x "*/.millrace/*" && sha256sum project/files/* peer.zip && sync peer.zip',
  verify: 'sha256sum peer.zip',
};
type Name = keyof typeof peers;
const names = Object.keys(peers) as Name[];

/**
 * Packing and verifying a bundle with 1 GiB of data: megabytes a second against `zip -0` and `sha256sum` of the same
 * bytes, and the most memory of our process. Alternating, medians of 5.
 */
export async function run(): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-bundle-'));
  try {
    await makeProject(folder);
    const hasPeer = ['zip', 'sha256sum'].every((tool) => existsSync(`/usr/bin/${tool}`));
    const found = names.map((name) => ({ name, own: [] as Work[], peer: [] as number[] }));
    for (let round = 0; round < rounds; round++)
      for (const { name, own, peer } of found) {
        own.push(await ours(name, folder));
        if (hasPeer) peer.push(await shell(peers[name], folder));
      }
    return found.flatMap(resultsOf);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function resultsOf({ name, own, peer }: { name: Name; own: Work[]; peer: number[] }): BenchResult[] {
  const value = megabytes / median(own.map(({ seconds }) => seconds));
  const peer_value = peer.length > 0 ? megabytes / median(peer) : null;
  const ratio = peer_value === null ? null : value / peer_value;
  const memory = Math.max(...own.map(({ bytes }) => bytes)) / 1e6;
  return [
    {
      ...{ name: `bundle ${name} 1 GiB`, value, unit: 'MB/s', peer: 'zip -0, sha256sum', peer_value, ratio },
      ...{ goal: 'ratio ≥ 0.7', ok: ratio === null ? null : ratio >= 0.7 },
    },
    {
      ...{ name: `bundle ${name} memory`, value: memory, unit: 'MB', peer: 'none', peer_value: null, ratio: null },
      ...{ goal: `≤ ${memoryGoal} MB`, ok: memory <= memoryGoal },
    },
  ];
}
