import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PackEntry } from '../../nodes/engine/bundles/pack.ts';
import { connectBank, scenarioEnd, temporaryFolder } from '../integration/nodes-support.ts';
import {
  beginActivation,
  holdDatabase,
  makeTwoVersions,
  onFirstVersion,
  spinUntilSwitched,
  spinUntilThere,
  startTalking,
  storedVersion,
  type TalkingNode,
  type TwoVersions,
} from './activation-support.ts';
import { activate, allLeftovers, project } from './kill-support.ts';

const kind = 'automation';
/** So many models more are checked and kept that a stage lasts long enough to be hit. */
const moreModels = 12;
const widen = (entries: PackEntry[]) =>
  entries.flatMap((entry) => {
    if (!entry.path.startsWith('models/fraud/')) return [entry];
    const copies = Array.from({ length: moreModels }, (_, i) => ({
      ...entry,
      path: entry.path.replace('models/fraud/', `models/more_${String(i).padStart(2, '0')}/`),
    }));
    return [entry, ...copies];
  });

let versions: TwoVersions;
let node: TalkingNode;
beforeAll(async () => {
  versions = await makeTwoVersions(kind, widen);
  node = await startTalking(kind, temporaryFolder(kind));
  await node.call('trusted.put', { params: { key: versions.signer }, json: { name: 'Test' } });
  await connectBank(node, versions.bank);
  await node.call('archives.upload', { file: versions.files['1'] });
  await activate(node, kind, '1');
  await runScenario();
}, 240_000);
afterAll(async () => {
  await node?.child.kill();
});

async function runScenario(): Promise<void> {
  const params = { project, scenario: 'daily' };
  const { id } = await node.call('scenarios.run', { params, json: {} });
  expect(await scenarioEnd(node, 'daily', id)).toMatchObject({ outcome: 'success' });
}

const stateModels = () => join(node.folder, 'state', project, 'models');
const active = async () => (await node.call('archives.list')).find(({ id }) => id === project)?.active;
const activeModel = async () =>
  (await node.call('models.versions', { params: { project, model: 'fraud' } })).find((one) => one.active)?.id;

/** One version, with the model that belongs to it; its data are there; nothing is left on its way. */
async function expectWhole(version: '1' | '2'): Promise<void> {
  expect(await active()).toBe(version);
  expect(await activeModel()).toBe(versions.models[version]);
  expect((await node.call('node.health')).status).toBe('ready');
  const rows = { params: { project, dataset: 'scored' }, json: { limit: 1, sample: 'all' } };
  expect((await node.call('datasets.rows', rows)).total).toBe(300);
  for (const folder of ['uploads', 'archives', 'bundles', 'state/payments/models'])
    expect(allLeftovers(join(node.folder, folder))).toEqual([]);
}

/** Where the node is killed while it activates the second version; `ends` tells which version it must serve afterwards, if that is sure. */
const points: { name: string; ends?: '1' | '2'; kill: () => Promise<unknown> }[] = [
  {
    name: 'when the bundle was unpacked',
    ends: '1',
    kill: () => node.atLine('version unpacked', () => node.child.kill()),
  },
  {
    name: 'while it replays the golden rows of its models',
    ends: '1',
    kill: () => node.atLine('model replayed its golden rows', () => node.child.kill(), 4),
  },
  {
    name: 'when all checks were passed',
    ends: '1',
    kill: () => node.atLine('version checked', () => node.child.kill()),
  },
  {
    name: 'while it keeps the models of the new version',
    ends: '1',
    kill: () =>
      node.atLine('version checked', () => {
        spinUntilThere(join(stateModels(), 'more_03'));
        return node.child.kill();
      }),
  },
  {
    name: 'just before the pointer is moved',
    ends: '1',
    kill: async () => {
      const letGo = await node.atLine('version checked', () => {
        spinUntilThere(join(stateModels(), 'more_00'));
        return holdDatabase(node);
      });
      await node.atLine('version switching', () => node.child.kill());
      letGo();
    },
  },
  { name: 'as it moves the pointer', kill: () => node.atLine('version switching', () => node.child.kill()) },
  {
    name: 'just after the pointer was moved',
    ends: '2',
    kill: () =>
      node.atLine('version switching', () => {
        spinUntilSwitched(node, kind);
        return node.child.kill();
      }),
  },
  {
    name: 'when it has told that the version is active',
    ends: '2',
    kill: () => node.atLine('version active', () => node.child.kill()),
  },
];

/**
 * Kills the node while it activates the second version and tells which version its database names then. A kill that a busy machine lets
 * come after the switch was at another point: it is tried again, five times at most.
 */
async function killInTime(kill: () => Promise<unknown>, ends: '1' | '2' | undefined): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    node = await onFirstVersion(node, kind);
    await withoutSecond();
    await node.call('archives.upload', { file: versions.files['2'] });
    await expectWhole('1');
    const killed = kill();
    const activation = beginActivation(node, kind);
    await killed;
    const outcome = await activation;
    await node.child.kill();
    const stored = storedVersion(node, kind);
    if (ends === undefined || stored === ends || attempt === 5) {
      if (ends === '1') expect(outcome).toBe('cut');
      return stored;
    }
  }
}

/** Unpacking and keeping the models of the second version begin anew at each point. */
async function withoutSecond(): Promise<void> {
  for (const model of readdirSync(stateModels()))
    if (model.startsWith('more_')) rmSync(join(stateModels(), model), { recursive: true });
  if ((await node.call('archives.list'))[0]?.versions.some(({ version }) => version === '2'))
    await node.call('archives.delete', { params: { item: project, version: '2' } });
}

describe('an Automation node that is killed during an activation', () => {
  it.each(points)(
    '$name serves one version whole, and activates afterwards',
    async ({ ends, kill }) => {
      const stored = await killInTime(kill, ends);
      if (ends) expect(stored).toBe(ends);
      node = await startTalking(kind, node.folder);
      await expectWhole(stored as '1' | '2');
      await activate(node, kind, '2');
      await expectWhole('2');
      await runScenario();
      await expectWhole('2');
      await activate(node, kind, '1');
      await expectWhole('1');
    },
    240_000,
  );
});
