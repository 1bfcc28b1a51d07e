import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createRandom } from '../../nodes/base/random.ts';
import type { DeployRun } from '../../nodes/contract/deploy.ts';
import type { Job, ScenarioRun } from '../../nodes/contract/flow.ts';
import type { Edit } from '../../nodes/contract/project/index.ts';
import type { RouteId, RouteReply } from '../../nodes/contract/routes/index.ts';
import { type Child, readyLine, startReadyChild } from '../../nodes/platform/child.ts';
import { sleep } from '../../nodes/platform/clock.ts';
import { readText } from '../../nodes/platform/files.ts';
import { type CallOptions, callNode } from '../../nodes/services/deploy/node-client.ts';

const root = new URL('../..', import.meta.url).pathname;

/** A node in its own process. */
export interface TestNode {
  url: string;
  fingerprint: string;
  /** The administrator's key. */
  key: string;
  pairingCode: string | undefined;
  folder: string;
  child: Child;
  call<I extends RouteId>(route: I, options?: CallOptions): Promise<RouteReply<I>>;
}

export type Kind = 'design' | 'automation' | 'api' | 'deployer';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is removed when the tests have ended. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `millrace-${name}-`));
  folders.push(folder);
  return folder;
}

export interface TestNodeOptions {
  folder?: string;
  args?: string[];
  /** Told each line of the node's log as it comes; `--log-level info` among `args` makes it talk. */
  onLog?: (line: string) => void;
}

/** Starts a node on a free port; with the `folder` of an earlier one it starts with that one's state. */
export async function startTestNode(kind: Kind, options: TestNodeOptions = {}): Promise<TestNode> {
  const folder = options.folder ?? temporaryFolder(kind);
  const child = await startReadyChild({
    name: `the ${kind} node`,
    args: [
      `${root}/nodes/${kind}/main.ts`,
      '--data',
      folder,
      '--port',
      '0',
      '--log-level',
      'warn',
      ...(options.args ?? []),
    ],
    ready: readyLine,
    onLine: (line, from) => {
      if (from === 'error') options.onLog?.(line);
      if (from === 'error' && process.env.MILLRACE_TEST_LOG) process.stderr.write(`[${kind}] ${line}\n`);
    },
  });
  const { url, fingerprint, pairing_code: code } = child.readyValue as Record<string, string>;
  const key = (await readText(join(folder, 'admin.key'))).trim();
  const address = { url: url!, fingerprint: fingerprint!, key };
  return {
    ...address,
    pairingCode: code,
    folder,
    child,
    call: (route, call) => callNode(address, route, call),
  };
}

/** Asks again until `ask` gives something; fails after half a minute with what it saw last. */
export async function until<T>(ask: () => Promise<T | undefined>, what: string): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`waited too long for ${what}`);
    await sleep(50);
  }
}

export async function deployAndWait(design: TestNode, body: object): Promise<DeployRun> {
  const run = await design.call('deployments.deploy', { json: body });
  return runEnd(design, run.id);
}

export function runEnd(design: TestNode, id: string): Promise<DeployRun> {
  return until(async () => {
    const run = await design.call('deployments.run', { params: { run: id } });
    return run.status === 'running' ? undefined : run;
  }, `deploy run ${id}`);
}

export async function build(node: TestNode, targets: string[], project = 'payments'): Promise<Job> {
  const { id } = await node.call('jobs.start', { params: { project }, json: { targets } });
  return until(async () => {
    const { job } = await node.call('jobs.get', { params: { project, job: id } });
    return job.status === 'queued' || job.status === 'running' ? undefined : job;
  }, `job ${id}`);
}

export async function scenarioEnd(node: TestNode, scenario: string, run: string): Promise<ScenarioRun> {
  return until(async () => {
    const found = await node.call('scenarios.get', { params: { project: 'payments', scenario, run } });
    return found.outcome === 'running' ? undefined : found;
  }, `scenario run ${run}`);
}

/** Payments of which large ones at night are mostly frauds. */
export function payments(rows: number, seed: number, options: { labels: boolean }): string {
  const random = createRandom(seed);
  const lines = Array.from({ length: rows }, (_, i) => {
    const amount = Math.round(random() * 1000);
    const hour = random.int(24);
    const isFraud = random() < (amount > 600 && hour < 6 ? 0.9 : 0.03);
    const cells = [`p${seed}-${i}`, amount, hour, random.pick(['shop', 'web', 'fuel'])];
    return [...cells, ...(options.labels ? [isFraud ? 1 : 0] : [])].join(',');
  });
  return `${['id', 'amount', 'hour', 'kind', ...(options.labels ? ['fraud'] : [])].join(',')}\n${lines.join('\n')}\n`;
}

const managed = (id: string): Edit => ({
  family: 'datasets',
  id,
  value: { id, name: id, source: { kind: 'managed' } },
});
const fromBank = (id: string): Edit => ({
  family: 'datasets',
  id,
  value: { id, name: id, source: { kind: 'files', connection: 'bank', path: `${id}.csv`, format: { kind: 'csv' } } },
});
const recipe = (id: string, kind: string, rest: object): Edit => ({
  family: 'recipes',
  id,
  value: { id, name: id, kind, version: 1, ...rest },
});

/** A small project as the road has it: history → prepare → train, arriving day → prepare → score, a service, a scenario. */
export const projectEdits: Edit[] = [
  fromBank('past'),
  fromBank('day'),
  managed('past_ready'),
  managed('day_ready'),
  managed('scored'),
  { family: 'models', id: 'fraud', value: { id: 'fraud', name: 'Fraud' } },
  ...['past', 'day'].map((id) =>
    recipe(`prepare_${id}`, 'prepare', {
      inputs: { input: [id] },
      outputs: { output: [`${id}_ready`] },
      settings: {
        steps: [{ id: 's1', kind: 'formula', settings: { column: 'is_night', formula: 'if(hour < 6, 1, 0)' } }],
      },
    }),
  ),
  recipe('train', 'train', {
    inputs: { input: ['past_ready'] },
    outputs: { model: ['fraud'] },
    settings: {
      task: 'binary',
      target: 'fraud',
      algorithm: { id: 'gradient-boosting', trees: 20, leaves: 8 },
      features: [{ column: 'id', use: 'reject' }],
    },
  }),
  recipe('score', 'score', {
    inputs: { input: ['day_ready'], model: ['fraud'] },
    outputs: { output: ['scored'] },
    settings: {},
  }),
  {
    family: 'services',
    id: 'fraud-check',
    value: {
      id: 'fraud-check',
      name: 'Fraud check',
      endpoints: [{ id: 'score', kind: 'predict', recipe: 'score', raw: 'day' }],
    },
  },
  {
    family: 'scenarios',
    id: 'daily',
    value: {
      id: 'daily',
      name: 'Daily scoring',
      active: false,
      triggers: [],
      steps: [{ id: 'score', kind: 'build', settings: { datasets: ['scored'] } }],
    },
  },
];

/** A folder with the files that the connection `bank` of the project reads. */
export function bankFolder(): string {
  const folder = join(temporaryFolder('bank'), 'files');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'past.csv'), payments(4000, 1, { labels: true }));
  writeFileSync(join(folder, 'day.csv'), payments(300, 2, { labels: false }));
  return folder;
}

export async function connectBank(node: TestNode, folder: string, id = 'bank'): Promise<void> {
  await node.call('connections.put', { params: { connection: id }, json: { id, kind: 'folder', path: folder } });
}

/** Makes the project on a Design node and builds everything. */
export async function makeProject(design: TestNode, bank: string): Promise<Job> {
  await connectBank(design, bank);
  await design.call('projects.create', { json: { name: 'Payments' } });
  await design.call('projects.edit', {
    params: { project: 'payments' },
    json: { label: 'Set up', edits: projectEdits },
  });
  return build(design, ['scored']);
}

/** Pairs a node under an infrastructure of its own, named like its kind. */
export async function pairWith(design: TestNode, node: TestNode, kind: 'automation' | 'api'): Promise<void> {
  const params = { infrastructure: kind };
  await design.call('infrastructures.put', { params, json: { name: kind, kind, stage: 'test' } });
  const json = { url: node.url, code: node.pairingCode, fingerprint: node.fingerprint };
  await design.call('infrastructures.pair', { params, json });
}
