import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { createRandom } from '../../nodes/base/random.ts';
import type { Edit, Service } from '../../nodes/contract/project/index.ts';
import { type Child, readyLine, startReadyChild } from '../../nodes/platform/child.ts';
import { readText } from '../../nodes/platform/files.ts';
import { makeSigningKey, type SigningKey } from '../../nodes/platform/keys.ts';
import { callNode } from '../../nodes/services/deploy/node-client.ts';
import { packService } from '../../nodes/services/packing/pack-service.ts';
import { openWorkspace } from '../../nodes/services/workspace/workspace.ts';
import { createProject } from '../../nodes/store/project-files.ts';
import { type BenchResult, median } from './bench-result.ts';

const features = Array.from({ length: 20 }, (_, i) => `f${i}`);
const rounds = 25;
const seconds = 1;
const connections = 64;

interface Figures {
  perSecond: number;
  p99: number;
  failed: number;
}

/**
 * Throughput of `POST /predict` with 20 numbers, 64 connections, one worker process, query log on, against an empty Fastify handler with the
 * same body: both over TLS 1.3, each in its own process, in turn: the median of 25 pairs of short
 * runs, because the machine's own speed changes more from second to second than between two neighbours.
 */
export async function run(): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-api-'));
  const children: Child[] = [];
  try {
    const signing = makeSigningKey();
    const archive = await makeService(folder, signing);
    const empty = await startEmpty(folder);
    const node = await startNode(folder, { archive, signing });
    children.push(empty.child, node.child);
    const record = createRandom(7);
    const body = JSON.stringify({ features: Object.fromEntries(features.map((name) => [name, record()])) });
    const ours = () => hammer(`${node.url}/public/api/v1/bench/score/predict`, body, node.key);
    const peer = () => hammer(`${empty.url}/predict`, body, node.key);
    await ours();
    await peer();
    const a: Figures[] = [];
    const b: Figures[] = [];
    for (let round = 0; round < rounds; round++) {
      a.push(await ours());
      b.push(await peer());
    }
    return results(a, b);
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

function results(ours: Figures[], peer: Figures[]): BenchResult[] {
  const line = (name: string, unit: string, pick: (figures: Figures) => number): Omit<BenchResult, 'goal' | 'ok'> => {
    const value = median(ours.map(pick));
    const peerValue = median(peer.map(pick));
    const ratio = median(ours.map((one, round) => pick(one) / pick(peer[round]!)));
    return { name, value, unit, peer: 'empty Fastify handler', peer_value: peerValue, ratio };
  };
  const failed = ours.reduce((sum, one) => sum + one.failed, 0);
  const throughput = line('api: predict', 'requests/s', (one) => one.perSecond);
  const p99 = line('api: predict, p99', 'ms', (one) => one.p99);
  return [
    { ...throughput, goal: '≥ 0.9, none failed', ok: (throughput.ratio ?? 0) >= 0.9 && failed === 0 },
    { ...p99, goal: 'for comparison', ok: null },
  ];
}

function hammer(url: string, body: string, key: string): Promise<Figures> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  return new Promise((resolve, reject) =>
    autocannon({ url, method: 'POST', body, headers, connections, duration: seconds }, (error, result) => {
      if (error) return reject(error);
      const failed = result.non2xx + result.errors + result.timeouts;
      resolve({ perSecond: result.requests.average, p99: result.latency.p99, failed });
    }),
  );
}

async function startEmpty(folder: string) {
  const script = new URL('./empty-fastify.ts', import.meta.url).pathname;
  const child = await startReadyChild({
    name: 'the empty server',
    args: [script, join(folder, 'empty')],
    ready: readyLine,
  });
  return { child, url: String(child.readyValue.url) };
}

async function startNode(folder: string, { archive, signing }: { archive: string; signing: SigningKey }) {
  const script = new URL('../../nodes/api/main.ts', import.meta.url).pathname;
  const data = join(folder, 'node');
  const args = [script, '--data', data, '--port', '0', '--workers', '1', '--log-level', 'warn'];
  const child = await startReadyChild({ name: 'the API node', args, ready: readyLine });
  const { url, fingerprint, pairing_code: code } = child.readyValue as Record<string, string>;
  const admin = { url: url!, fingerprint: fingerprint!, key: (await readText(join(data, 'admin.key'))).trim() };
  await callNode(admin, 'node.pair', { json: { code, name: 'bench', publicKey: signing.publicKey } });
  await callNode(admin, 'archives.upload', { file: archive });
  await callNode(admin, 'archives.activate', { params: { item: 'bench', version: '1' }, json: {} });
  const { key } = await callNode(admin, 'keys.create', { json: { name: 'bench', right: 'predict' } });
  return { child, url: admin.url, key };
}

/** A service on a boosted model of 100 trees of 31 leaves over 20 numbers. */
async function makeService(folder: string, sign: SigningKey): Promise<string> {
  const dir = join(folder, 'project');
  const files = await createProject(dir, { id: 'bench', name: 'Bench' });
  await files.apply(projectEdits());
  const rows = join(folder, 'rows.csv');
  writeFileSync(rows, makeRows(20_000));
  const workspace = await openWorkspace({ dir, connections: () => undefined });
  try {
    await workspace.importFile(rows, 'rows.csv');
    const job = await workspace.build({ targets: ['scored'], mode: 'required', variables: {} });
    if (job.status !== 'succeeded') throw new Error(`the model was not built: ${JSON.stringify(job.error)}`);
    const service: Service = {
      id: 'bench',
      name: 'Bench',
      endpoints: [{ id: 'score', kind: 'predict', recipe: 'score', raw: 'rows', testQueries: [] }],
    };
    const archive = join(folder, 'bench.millrace');
    await packService(workspace, { service, version: '1', notes: '', author: 'bench', sign }, archive);
    return archive;
  } finally {
    await workspace.close();
  }
}

function makeRows(count: number): string {
  const random = createRandom(11);
  const lines = Array.from({ length: count }, () => {
    const values = features.map(() => random().toFixed(4));
    const score = Number(values[0]) * Number(values[1]) + Math.sin(6 * Number(values[2])) * Number(values[3]);
    return `${values.join(',')},${random() < 1 / (1 + Math.exp(-4 * score + 1)) ? 1 : 0}`;
  });
  return `${features.join(',')},label\n${lines.join('\n')}\n`;
}

function projectEdits(): Edit[] {
  const recipe = (id: string, rest: object): Edit => ({
    family: 'recipes',
    id,
    value: { id, name: id, kind: id, version: 1, ...rest },
  });
  const source = { kind: 'files', connection: 'project', path: 'rows.csv', format: { kind: 'csv' } };
  return [
    { family: 'datasets', id: 'rows', value: { id: 'rows', name: 'rows', source } },
    { family: 'datasets', id: 'scored', value: { id: 'scored', name: 'scored', source: { kind: 'managed' } } },
    { family: 'models', id: 'model', value: { id: 'model', name: 'model' } },
    recipe('train', {
      inputs: { input: ['rows'] },
      outputs: { model: ['model'] },
      settings: {
        task: 'binary',
        target: 'label',
        algorithm: { id: 'gradient-boosting', trees: 100, leaves: 31, earlyStoppingRounds: 0 },
      },
    }),
    recipe('score', { inputs: { input: ['rows'], model: ['model'] }, outputs: { output: ['scored'] }, settings: {} }),
  ];
}
