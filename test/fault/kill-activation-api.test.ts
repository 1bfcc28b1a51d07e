import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PackEntry } from '../../nodes/engine/bundles/pack.ts';
import { request } from '../../nodes/platform/http-client.ts';
import { temporaryFolder, until } from '../integration/nodes-support.ts';
import {
  beginActivation,
  childrenOf,
  cpuTicks,
  holdDatabase,
  makeTwoVersions,
  onFirstVersion,
  spinUntilSwitched,
  startTalking,
  storedVersion,
  type TalkingNode,
  type TwoVersions,
} from './activation-support.ts';
import { activate, allLeftovers } from './kill-support.ts';

const kind = 'api';
const service = 'fraud-check';
/** So many endpoints more are loaded and replayed that it lasts long enough to be hit. */
const moreEndpoints = 40;

function widen(entries: PackEntry[]): PackEntry[] {
  const ids = Array.from({ length: moreEndpoints }, (_, i) => `more-${i}`);
  return entries.flatMap((entry): PackEntry[] => {
    if (entry.path === 'service.json' && 'file' in entry) return [{ path: entry.path, bytes: moreOf(entry.file, ids) }];
    if (!entry.path.startsWith('endpoints/score/')) return [entry];
    return [entry, ...ids.map((id) => ({ ...entry, path: entry.path.replace('/score/', `/${id}/`) }))];
  });
}

function moreOf(file: string, ids: string[]): string {
  const about = JSON.parse(readFileSync(file, 'utf8')) as { endpoints: { id: string }[] };
  const [score] = about.endpoints;
  return JSON.stringify({ ...about, endpoints: [score, ...ids.map((id) => ({ ...score, id }))] });
}

let versions: TwoVersions;
let node: TalkingNode;
let key: string;
const answers: Record<string, number> = {};
beforeAll(async () => {
  versions = await makeTwoVersions(kind, widen);
  node = await startTalking(kind, temporaryFolder(kind));
  await node.call('trusted.put', { params: { key: versions.signer }, json: { name: 'Test' } });
  ({ key } = await node.call('keys.create', { json: { name: 'bank', right: 'predict' } }));
  await node.call('archives.upload', { file: versions.files['1'] });
  await node.call('archives.upload', { file: versions.files['2'] });
  for (const version of ['2', '1']) {
    await activate(node, kind, version);
    answers[version] = (await predict()).result.probas['1'] ?? Number.NaN;
  }
  expect(answers['1']).not.toBe(answers['2']);
}, 240_000);
afterAll(async () => {
  await node?.child.kill();
});

interface Reply {
  generation: string;
  result: { probas: Record<string, number> };
}

/** Asks on a connection of its own, so that any worker may get it. */
async function predict(signal?: AbortSignal): Promise<Reply> {
  const url = `${node.url}/public/api/v1/${service}/score/predict`;
  const json = { features: { id: 'x', amount: 700, hour: 3, kind: 'web' } };
  const headers = { connection: 'close' };
  const reply = await request({ url, pin: node.fingerprint, key, json, headers, ...(signal ? { signal } : {}) });
  return (await reply.json()) as Reply;
}

/** Every worker answers by this version alone, as it did before; nothing is left on its way. */
async function expectWhole(version: '1' | '2'): Promise<void> {
  expect((await node.call('archives.list'))[0]?.active).toBe(version);
  expect(await node.call('node.health')).toMatchObject({ status: 'ready' });
  for (let i = 0; i < 8; i++) {
    const { generation, result } = await predict();
    expect(generation).toBe(version);
    expect(result.probas['1']).toBe(answers[version]);
  }
  for (const folder of ['uploads', 'archives', 'bundles']) expect(allLeftovers(join(node.folder, folder))).toEqual([]);
}

const workers = () => childrenOf(node.child.pid);
/** Asks again and again, also of a worker that is held and never answers, until one answers by the version. */
const answeredBy = (version: string) =>
  until(async () => {
    const limit = AbortSignal.timeout(500);
    const reply = await predict(limit).catch(() => undefined);
    return reply?.generation === version ? reply : undefined;
  }, `an answer of version ${version}`);

/** Stops a worker where it stands; the function lets it go on. */
function hold(pid: number): () => void {
  process.kill(pid, 'SIGSTOP');
  return () => process.kill(pid, 'SIGCONT');
}

type Kill = (activate: () => Promise<'done' | 'cut'>) => Promise<'done' | 'cut'>;
const atLine =
  (message: string): Kill =>
  async (begin) => {
    const killed = node.atLine(message, () => node.child.kill());
    const activation = begin();
    await killed;
    return activation;
  };

/** A kill that comes before the switch: the pointer cannot move while it lasts. */
const beforeSwitch =
  (kill: Kill): Kill =>
  async (begin) => {
    const letGo = holdDatabase(node);
    const outcome = await kill(begin);
    letGo();
    return outcome;
  };

/** Where the node is killed while it activates the second version; `ends` tells which version it must serve afterwards, if that is sure. */
const places: { name: string; ends?: '1' | '2'; kill: Kill }[] = [
  { name: 'when the package was unpacked', ends: '1', kill: beforeSwitch(atLine('version unpacked')) },
  {
    name: 'while its workers replay the golden rows',
    ends: '1',
    kill: beforeSwitch(async (begin) => {
      const unpacked = node.atLine('version unpacked', () => workers().map((pid) => ({ pid, at: cpuTicks(pid) })));
      const activation = begin();
      const before = await unpacked;
      // Fifteen hundredths of a second of work each, of about a second.
      while (before.some(({ pid, at }) => cpuTicks(pid) < at + 15));
      await node.child.kill();
      return activation;
    }),
  },
  {
    name: 'when all checks were passed and the database cannot be written yet',
    ends: '1',
    kill: beforeSwitch(atLine('version checked')),
  },
  { name: 'as it moves the pointer', kill: atLine('version switching') },
  {
    name: 'just after the pointer was moved',
    ends: '2',
    kill: async (begin) => {
      const killed = node.atLine('version switching', () => {
        spinUntilSwitched(node, kind);
        return node.child.kill();
      });
      const activation = begin();
      await killed;
      return activation;
    },
  },
  {
    name: 'when one worker has switched and the other has not',
    ends: '2',
    kill: async (begin) => {
      // Both workers hold the version ready; the primary waits for the database, so one of them can be held just before the switch.
      const letGo = holdDatabase(node);
      const checked = node.atLine('version checked', () => undefined);
      const activation = begin();
      await checked;
      const [, second] = workers();
      const goOn = hold(second!);
      letGo();
      await answeredBy('2');
      expect(storedVersion(node, kind)).toBe('2');
      process.kill(node.child.pid, 'SIGKILL');
      goOn();
      await node.child.kill();
      return activation;
    },
  },
  { name: 'when it has told that the version is active', ends: '2', kill: atLine('version active') },
];

describe('an API node that is killed during an activation', () => {
  it.each(places)(
    '$name serves one version whole, and activates afterwards',
    async ({ ends, kill }) => {
      node = await onFirstVersion(node, kind);
      // Unpacking begins anew at each place.
      await node.call('archives.delete', { params: { item: service, version: '2' } });
      await node.call('archives.upload', { file: versions.files['2'] });
      await expectWhole('1');
      const outcome = await kill(() => beginActivation(node, kind));
      if (ends === '1') expect(outcome).toBe('cut');
      const stored = storedVersion(node, kind);
      if (ends) expect(stored).toBe(ends);
      node = await startTalking(kind, node.folder);
      await expectWhole(stored as '1' | '2');
      await activate(node, kind, '2');
      await expectWhole('2');
      await activate(node, kind, '1');
      await expectWhole('1');
    },
    120_000,
  );
});
