import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployFile, rollBack } from '../../nodes/cli/commands/deploy.ts';
import { pairNode } from '../../nodes/cli/commands/pair.ts';
import { withDeployer } from '../../nodes/cli/home.ts';
import type { DeployRun } from '../../nodes/contract/deploy.ts';
import { readyLine, runProgram, startReadyChild } from '../../nodes/platform/child.ts';
import { packProject } from '../../nodes/services/packing/pack-project.ts';
import { openWorkspace } from '../../nodes/services/workspace/workspace.ts';
import { createProject } from '../../nodes/store/project-files.ts';
import { type BenchResult, median } from './bench-result.ts';

const rounds = 5;
const dataBytes = 100 * 2 ** 20;

/** A project with 100 MiB of imported data that do not compress. */
async function makeProject(dir: string): Promise<void> {
  await createProject(dir, { id: 'bench', name: 'Bench' });
  await mkdir(join(dir, 'files'), { recursive: true });
  await writeFile(join(dir, 'files', 'data.parquet'), randomBytes(dataBytes));
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function succeeded(run: Promise<DeployRun>): Promise<void> {
  const { status, error } = await run;
  if (status !== 'succeeded') throw new Error(error?.message ?? status);
}

/** The bytes of the archive carried to another folder, unpacked and written through to the disk by plain tools. */
async function plainCopy(file: string, folder: string): Promise<void> {
  const command =
    'rm -rf plain; mkdir plain && cp "$0" plain/a.zip && unzip -q plain/a.zip -d plain && sync plain/a.zip plain/project/files/*';
  const { code, error } = await runProgram({ name: 'unzip', command: 'sh', args: ['-c', command, file], cwd: folder });
  // 1 is a warning about the seal after the end of the archive.
  if (code !== 0 && code !== 1) throw new Error(error || 'unzip is missing');
}

/**
 * Publish → upload → preload → check → activate → verify of a 100 MiB bundle on an Automation node in a process of its own, over HTTPS, and
 * back to the version before. Medians of 5; every version is a new archive.
 */
export async function run(): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-deploy-'));
  const program = new URL('../../nodes/automation/main.ts', import.meta.url).pathname;
  const args = [program, '--data', join(folder, 'automation'), '--port', '0', '--log-level', 'warn'];
  const node = await startReadyChild({ name: 'the Automation node', args, ready: readyLine });
  const told = (name: string) => String(node.readyValue[name]);
  const times = { deploy: [] as number[], back: [] as number[], plain: [] as number[] };
  try {
    const dir = join(folder, 'project');
    await makeProject(dir);
    await withDeployer(
      async (kit, { signingKey: sign }) => {
        const code = told('pairing_code');
        await pairNode(kit, { url: told('url'), code, fingerprint: told('fingerprint'), name: 'batch' });
        const workspace = await openWorkspace({ dir, connections: () => undefined });
        for (let round = 0; round <= rounds; round++) {
          const file = join(folder, `${round}.millrace`);
          await packProject(workspace, { version: String(round + 1), notes: '', author: 'bench', sign }, file);
          const deploy = await seconds(() => succeeded(deployFile(kit, { file, to: 'batch' })));
          // The first version has nothing before it to go back to.
          if (round > 0) {
            times.deploy.push(deploy);
            times.back.push(await seconds(() => succeeded(rollBack(kit, {}))));
            times.plain.push(await seconds(() => plainCopy(file, folder)));
          }
          await rm(file);
        }
        await workspace.close();
      },
      join(folder, 'home'),
    );
  } finally {
    await node.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return resultsOf({ deploy: median(times.deploy), back: median(times.back), plain: median(times.plain) });
}

function resultsOf({ deploy, back, plain }: { deploy: number; back: number; plain: number }): BenchResult[] {
  return [
    {
      ...{ name: 'deploy 100 MiB, publish → active', value: deploy, unit: 's', peer: 'cp, unzip, sync' },
      ...{ peer_value: plain, ratio: deploy / plain, goal: 'none', ok: null },
    },
    {
      ...{ name: 'deploy 100 MiB, roll back', value: back, unit: 's', peer: 'none' },
      ...{ peer_value: null, ratio: null, goal: '< 1 s', ok: back < 1 },
    },
  ];
}
