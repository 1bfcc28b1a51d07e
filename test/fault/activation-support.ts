import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openArchive } from '../../nodes/engine/bundles/open.ts';
import { type PackEntry, packArchive } from '../../nodes/engine/bundles/pack.ts';
import { sleep } from '../../nodes/platform/clock.ts';
import { walkFiles } from '../../nodes/platform/files.ts';
import { request } from '../../nodes/platform/http-client.ts';
import { makeSigningKey } from '../../nodes/platform/keys.ts';
import {
  bankFolder,
  build,
  makeProject,
  projectEdits,
  startTestNode,
  type TestNode,
  temporaryFolder,
} from '../integration/nodes-support.ts';
import { activate, itemOf, project } from './kill-support.ts';

type Target = 'automation' | 'api';

/** Two versions of one item that answer differently, and the id of the model that belongs to each. */
export interface TwoVersions {
  bank: string;
  signer: string;
  files: Record<'1' | '2', string>;
  models: Record<'1' | '2', string>;
}

const sign = makeSigningKey();

/**
 * Trains a model, packs, trains another one, packs again. `widen` adds what makes the second version take long at the stage that is aimed
 * at: more of its own models or endpoints, so that all work is real.
 */
export async function makeTwoVersions(
  kind: Target,
  widen: (entries: PackEntry[]) => PackEntry[],
): Promise<TwoVersions> {
  const bank = bankFolder();
  const design = await startTestNode('design');
  await makeProject(design, bank);
  const folder = temporaryFolder('versions');
  const first = await packAs(design, { kind, version: '1', folder, widen: (entries) => entries });
  await design.call('projects.edit', { params: { project }, json: { label: 'Retrain', edits: [otherTraining()] } });
  await build(design, ['fraud']);
  await build(design, ['scored']);
  const second = await packAs(design, { kind, version: '2', folder, widen });
  await design.child.stop();
  return {
    bank,
    signer: sign.publicKey,
    files: { '1': first.file, '2': second.file },
    models: { '1': first.model, '2': second.model },
  };
}

function otherTraining() {
  const before = projectEdits.find(({ family, id }) => family === 'recipes' && id === 'train');
  const value = before?.value as { settings: object };
  const settings = { ...value.settings, algorithm: { id: 'gradient-boosting', trees: 45, leaves: 12 } };
  return { ...before, value: { ...value, settings } };
}

interface PackHow {
  kind: Target;
  version: '1' | '2';
  folder: string;
  widen: (entries: PackEntry[]) => PackEntry[];
}

async function packAs(design: TestNode, { kind, version, folder, widen }: PackHow) {
  const made =
    kind === 'automation'
      ? await design.call('bundles.create', { params: { project }, json: {} })
      : await design.call('services.create', { params: { project, service: 'fraud-check' }, json: {} });
  const url = `${design.url}/api/deployer/published/${made.kind}/${made.id}/${made.version}`;
  const original = join(folder, `original-${version}.millrace`);
  await (await request({ url, pin: design.fingerprint, key: design.key })).saveTo(original);
  const opened = await openArchive(original, { trustedKeys: 'any' });
  const unpacked = join(folder, version);
  await opened.extractTo(unpacked);
  opened.close();
  const entries = (await walkFiles(unpacked)).map((path) => ({ path, file: join(unpacked, path) }));
  const { changedAt: _, ...label } = opened.manifest;
  const file = join(folder, `${version}.millrace`);
  await packArchive({ ...label, version, entries: widen(entries), sign }, file);
  const [model] = (await design.call('models.versions', { params: { project, model: 'fraud' } })).filter(
    ({ active }) => active,
  );
  return { file, model: model?.id ?? '' };
}

/** A node whose log can be waited for line by line. */
export interface TalkingNode extends TestNode {
  /** Runs `then` in the very moment the `nth` line (default the first) with this message comes; resolves to what it gives. */
  atLine<T>(message: string, then: () => T, nth?: number): Promise<T>;
}

export async function startTalking(kind: Target, folder?: string): Promise<TalkingNode> {
  const waiting = new Set<(line: string) => void>();
  const node = await startTestNode(kind, {
    ...(folder === undefined ? {} : { folder }),
    args: ['--log-level', 'info', ...(kind === 'api' ? ['--workers', '2'] : [])],
    onLog: (line) => {
      for (const look of [...waiting]) look(line);
    },
  });
  return Object.assign(node, {
    atLine: <T>(message: string, then: () => T, nth = 1) =>
      new Promise<T>((resolve) => {
        let seen = 0;
        const look = (line: string) => {
          if (!line.includes(`"msg":"${message}"`)) return;
          seen += 1;
          if (seen < nth) return;
          waiting.delete(look);
          resolve(then());
        };
        waiting.add(look);
      }),
  });
}

/** The node on its first version, whatever a test before has left of it. */
export async function onFirstVersion(node: TalkingNode, kind: Target): Promise<TalkingNode> {
  const hasEnded = await Promise.race([node.child.ended.then(() => true), sleep(0).then(() => false)]);
  const same = hasEnded ? await startTalking(kind, node.folder) : node;
  if (storedVersion(same, kind) !== '1') await activate(same, kind, '1');
  return same;
}

/** Begins to activate the second version; resolves to `cut` when the node goes away meanwhile. */
export function beginActivation(node: TestNode, kind: Target): Promise<'done' | 'cut'> {
  return activate(node, kind, '2').then(
    () => 'done' as const,
    () => 'cut' as const,
  );
}

/** Which version the node's database says is active, read beside the running node. */
export function storedVersion(node: TestNode, kind: Target): string {
  const db = new Database(join(node.folder, 'node.db'), { readonly: true });
  try {
    return db.prepare('SELECT active FROM items WHERE id = ?').pluck().get(itemOf(kind)) as string;
  } finally {
    db.close();
  }
}

/** Looks without a pause until the pointer stands on the second version: microseconds after its commit. */
export function spinUntilSwitched(node: TestNode, kind: Target): void {
  const db = new Database(join(node.folder, 'node.db'), { readonly: true });
  const active = db.prepare('SELECT active FROM items WHERE id = ?').pluck();
  const end = Date.now() + 30_000;
  while (active.get(itemOf(kind)) !== '2') if (Date.now() > end) throw new Error('the pointer was not moved');
  db.close();
}

/** Looks without a pause until there is something at the path. */
export function spinUntilThere(path: string): void {
  const end = Date.now() + 30_000;
  while (!existsSync(path)) if (Date.now() > end) throw new Error(`${path} did not appear`);
}

/**
 * Holds the write lock of the node's database: no transaction of the node can begin until it is let go.
 * So a kill before the switch comes before it for sure, also when this process is slow to kill.
 */
export function holdDatabase(node: TestNode): () => void {
  const db = new Database(join(node.folder, 'node.db'), { timeout: 5000 });
  db.exec('BEGIN IMMEDIATE');
  return () => {
    db.exec('ROLLBACK');
    db.close();
  };
}

/** The processes that a process has started. */
export function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

/** Hundredths of a second that a process has worked. */
export function cpuTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}
