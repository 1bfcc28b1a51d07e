import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openArchive } from '../../nodes/engine/bundles/open.ts';
import { request } from '../../nodes/platform/http-client.ts';
import {
  bankFolder,
  deployAndWait,
  makeProject,
  pairWith,
  runEnd,
  startTestNode,
  type TestNode,
  temporaryFolder,
} from './nodes-support.ts';

let design: TestNode;
let deployer: TestNode;
let first: TestNode;
let second: TestNode;

beforeAll(async () => {
  [design, deployer, first, second] = await Promise.all([
    startTestNode('design'),
    startTestNode('deployer'),
    startTestNode('api', { args: ['--workers', '1'] }),
    startTestNode('api', { args: ['--workers', '1'] }),
  ]);
  expect(await makeProject(design, bankFolder())).toMatchObject({ status: 'succeeded' });
}, 120_000);
afterAll(async () => {
  await Promise.all([design, deployer, first, second].map((node) => node?.child.stop()));
});

it('deploys what a Design node made, from a Deployer of its own, to a group of API nodes', async () => {
  const params = { project: 'payments', service: 'fraud-check' };
  const { kind, id, version } = await design.call('services.create', { params, json: {} });
  const file = join(temporaryFolder('archive'), 'service.millrace');
  const url = `${design.url}/api/deployer/published/${kind}/${id}/${version}`;
  await (await request({ url, pin: design.fingerprint, key: design.key })).saveTo(file);

  const refused = deployer.call('published.upload', { file });
  await expect(refused).rejects.toMatchObject({ code: 'BUNDLE_UNKNOWN_SIGNER' });
  const archive = await openArchive(file, { trustedKeys: 'any' });
  archive.close();
  await deployer.call('trusted.put', { params: { key: archive.signer }, json: { name: 'Design' } });
  expect(await deployer.call('published.upload', { file })).toMatchObject({ id, version });

  await pairWith(deployer, first, 'api');
  await deployer.call('infrastructures.pair', {
    params: { infrastructure: 'api' },
    json: { url: second.url, code: second.pairingCode },
  });
  const order = { kind, item: id, version, infrastructure: 'api' } as const;
  await cancelledRun(order);
  const run = await deployAndWait(deployer, order);
  expect(run).toMatchObject({ status: 'succeeded', error: null });
  for (const node of [first, second])
    expect((await node.call('archives.list'))[0]).toMatchObject({ id, active: version });
  const [deployment] = await deployer.call('deployments.list');
  expect(deployment).toMatchObject({ status: 'HEALTHY', message: 'Version 1 on 2 nodes' });

  const late = deployer.call('deployments.cancel', { params: { run: run.id } });
  await expect(late).rejects.toMatchObject({ code: 'DEPLOY_TOO_LATE' });

  await second.child.kill();
  const [afterwards] = await deployer.call('deployments.list');
  expect(afterwards?.status).toBe('WARNING');
}, 60_000);

/** A run that waits for a node which hangs is cancelled: nothing is active anywhere, and the next one begins at once. */
async function cancelledRun(order: object): Promise<void> {
  process.kill(second.child.pid, 'SIGSTOP');
  const { id } = await deployer.call('deployments.deploy', { json: order });
  expect(await deployer.call('deployments.cancel', { params: { run: id } })).toEqual({ ok: true });
  const run = await runEnd(deployer, id);
  expect(run).toMatchObject({ status: 'failed', error: { code: 'DEPLOY_CANCELLED' } });
  process.kill(second.child.pid, 'SIGCONT');
  for (const node of [first, second])
    expect((await node.call('archives.list')).every(({ active }) => active === null)).toBe(true);
}
