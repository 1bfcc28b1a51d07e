import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../../nodes/platform/http-client.ts';
import { type TestNode, until } from '../integration/nodes-support.ts';
import { childrenOf } from './activation-support.ts';
import {
  type Archives,
  activate,
  allLeftovers,
  killDuringUnpacking,
  killDuringUpload,
  makeArchives,
  startAgain,
  targetWithFirst,
} from './kill-support.ts';

let archives: Archives;
let node: TestNode;
let key: string;
beforeAll(async () => {
  archives = await makeArchives('api');
  node = await targetWithFirst('api', archives);
  ({ key } = await node.call('keys.create', { json: { name: 'bank', right: 'predict' } }));
}, 180_000);
afterAll(async () => {
  await node?.child.kill();
});

const predict = async () => {
  const url = `${node.url}/public/api/v1/fraud-check/score/predict`;
  const features = { id: 'x', amount: 700, hour: 3, kind: 'web' };
  return (await (await request({ url, pin: node.fingerprint, key, json: { features } })).json()) as {
    generation: string;
    result: { probas: Record<string, number> };
  };
};
const versions = async () =>
  (await node.call('archives.list')).flatMap((item) =>
    item.versions.map(({ version, state }) => `${version} ${state}`),
  );

/** Every worker serves the first version, and nothing half-done is left. */
async function expectFirstVersion(also: string[]): Promise<void> {
  expect(await versions()).toEqual([...also, '1 active']);
  expect(await node.call('node.health')).toMatchObject({ status: 'ready' });
  for (let i = 0; i < 8; i++) expect((await predict()).generation).toBe('1');
  for (const folder of ['uploads', 'archives', 'bundles']) expect(allLeftovers(join(node.folder, folder))).toEqual([]);
}

describe('an API node that is killed', () => {
  it('in the middle of an upload serves the former version, and takes the upload afterwards', async () => {
    await killDuringUpload(node, archives.large);
    node = await startAgain(node, 'api');
    await expectFirstVersion([]);
    await node.call('archives.upload', { file: archives.large });
    await expectFirstVersion(['2 uploaded']);
  }, 120_000);

  it('in the middle of an activation serves the former version, and switches afterwards', async () => {
    const before = (await predict()).result;
    await killDuringUnpacking(node, 'api');
    node = await startAgain(node, 'api');
    await expectFirstVersion(['2 uploaded']);
    expect(await activate(node, 'api', '2')).toEqual({ previous: '1', active: '2' });
    const after = await predict();
    expect(after.generation).toBe('2');
    expect(after.result).toEqual(before);
  }, 120_000);

  it('in one of its workers replaces it by one that serves the active version', async () => {
    const active = (await predict()).generation;
    for (const pid of childrenOf(node.child.pid)) process.kill(pid, 'SIGKILL');
    const reply = await until(() => predict().catch(() => undefined), 'the worker to be replaced');
    expect(reply.generation).toBe(active);
  }, 60_000);
});
