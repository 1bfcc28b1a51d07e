import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request as plainRequest } from 'node:https';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sleep } from '../../nodes/platform/clock.ts';
import { request } from '../../nodes/platform/http-client.ts';
import {
  bankFolder,
  build,
  connectBank,
  deployAndWait,
  type Kind,
  makeProject,
  pairWith,
  payments,
  projectEdits,
  runEnd,
  scenarioEnd,
  startTestNode,
  type TestNode,
  temporaryFolder,
  until,
} from '../integration/nodes-support.ts';

const project = 'payments';
const running: TestNode[] = [];
const started = async (node: Promise<TestNode>): Promise<TestNode> => {
  const one = await node;
  running.push(one);
  return one;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((node) => node.child.kill()));
});

let archives: { bundle: string; service: string };
let designFolder: string;
let bank: string;

/** One Design node makes the project and its archives; its data folder is used by all tests. */
beforeAll(async () => {
  bank = bankFolder();
  const design = await startTestNode('design');
  designFolder = design.folder;
  await makeProject(design, bank);
  const folder = temporaryFolder('archives');
  archives = { bundle: join(folder, 'bundle.millrace'), service: join(folder, 'service.millrace') };
  const bundle = await design.call('bundles.create', { params: { project }, json: {} });
  const service = await design.call('services.create', { params: { project, service: 'fraud-check' }, json: {} });
  for (const [{ kind, id, version }, file] of [
    [bundle, archives.bundle],
    [service, archives.service],
  ] as const) {
    const url = `${design.url}/api/deployer/published/${kind}/${id}/${version}`;
    await (await request({ url, pin: design.fingerprint, key: design.key })).saveTo(file);
  }
  await design.child.stop();
}, 120_000);

/** A target node which trusts the Design node. */
async function pairedTarget(kind: 'automation' | 'api'): Promise<TestNode> {
  const [design, node] = await Promise.all([
    started(startTestNode('design', { folder: designFolder })),
    started(startTestNode(kind)),
  ]);
  await pairWith(design, node, kind);
  await design.child.stop();
  if (kind === 'automation') await connectBank(node, bank);
  return node;
}

const again = async (node: TestNode, kind: Kind) => {
  await node.child.kill();
  return started(startTestNode(kind, { folder: node.folder }));
};

const activate = (node: TestNode, item: string) =>
  node.call('archives.activate', { params: { item, version: '1' }, json: {} });

describe('killing an Automation node', () => {
  it('during an upload leaves no trace of the archive, and the upload can be repeated', async () => {
    let node = await pairedTarget('automation');
    await killDuringUpload(node, archives.bundle);
    node = await again(node, 'automation');
    expect(await node.call('archives.list')).toEqual([]);
    expect(readdirSync(join(node.folder, 'uploads'))).toEqual([]);
    await node.call('archives.upload', { file: archives.bundle });
    await activate(node, project);
    expect((await node.call('projects.list')).map(({ id }) => id)).toEqual([project]);
  }, 60_000);

  it('during an activation leaves it with the old state or the new one, never between', async () => {
    let node = await pairedTarget('automation');
    await node.call('archives.upload', { file: archives.bundle });
    for (const delay of [5, 40, 80]) {
      const activation = activate(node, project).catch(() => undefined);
      await sleep(delay);
      await node.child.kill();
      await activation;
      node = await started(startTestNode('automation', { folder: node.folder }));
      const [item] = await node.call('archives.list');
      expect(item?.versions).toHaveLength(1);
      const projects = await node.call('projects.list');
      expect(projects.map(({ id }) => id)).toEqual(item?.active ? [project] : []);
    }
    await activate(node, project);
    expect((await node.call('flow.get', { params: { project } })).nodes.length).toBeGreaterThan(0);
  }, 90_000);

  it('during a scenario tells the run as failed, keeps the last data and runs again', async () => {
    let node = await pairedTarget('automation');
    await node.call('archives.upload', { file: archives.bundle });
    await activate(node, project);
    const params = { project, scenario: 'daily' };
    const first = await node.call('scenarios.run', { params, json: {} });
    expect(await scenarioEnd(node, 'daily', first.id)).toMatchObject({ outcome: 'success' });
    // Another day arrives; the node dies while it is scored.
    writeFileSync(join(bank, 'day.csv'), payments(400, 3, { labels: false }));
    const second = await node.call('scenarios.run', { params, json: {} });
    node = await again(node, 'automation');
    const run = await node.call('scenarios.get', { params: { ...params, run: second.id } });
    expect(['failed', 'success']).toContain(run.outcome);
    expect(['pending', 'running']).not.toContain(run.steps[0]?.outcome);
    const page = await node.call('datasets.rows', { params: { project, dataset: 'scored' }, json: { limit: 1 } });
    expect([300, 400]).toContain(page.total);
    const third = await node.call('scenarios.run', { params, json: {} });
    expect(await scenarioEnd(node, 'daily', third.id)).toMatchObject({ outcome: 'success' });
  }, 90_000);
});

describe('killing a Design node', () => {
  it('during a build keeps the last good data; the job is told as failed', async () => {
    let design = await started(startTestNode('design', { folder: designFolder }));
    writeFileSync(join(bank, 'past.csv'), payments(60_000, 5, { labels: true }));
    const { id } = await design.call('jobs.start', { params: { project }, json: { targets: ['past_ready'] } });
    await until(async () => {
      const { job } = await design.call('jobs.get', { params: { project, job: id } });
      return job.status === 'queued' ? undefined : job;
    }, 'the build to begin');
    design = await again(design, 'design');
    const { job } = await design.call('jobs.get', { params: { project, job: id } });
    expect(['failed', 'succeeded']).toContain(job.status);
    if (job.status === 'failed') expect(job.error?.code).toBe('NODE_ENDED');
    const page = await design.call('datasets.rows', { params: { project, dataset: 'past_ready' }, json: { limit: 1 } });
    expect([4000, 60_000]).toContain(page.total);
    expect(await build(design, ['past_ready'])).toMatchObject({ status: 'succeeded' });
  }, 90_000);

  it('after an edit loses none that was acknowledged, and undo still works', async () => {
    let design = await started(startTestNode('design', { folder: designFolder }));
    const [edit] = projectEdits;
    const renamed = { ...edit!, value: { ...(edit!.value as object), name: 'Past payments' } };
    await design.call('projects.edit', { params: { project }, json: { label: 'Rename', edits: [renamed] } });
    design = await again(design, 'design');
    const after = await design.call('projects.get', { params: { project } });
    expect(after.project.datasets.past?.name).toBe('Past payments');
    expect(after.history.undo).toBe('Rename');
    await design.call('projects.undo', { params: { project } });
    const undone = await design.call('projects.get', { params: { project } });
    expect(undone.project.datasets.past?.name).toBe('past');
  }, 60_000);

  it('that deploys lets the deployment be taken up at the next start', async () => {
    const [first, api] = await Promise.all([
      started(startTestNode('design', { folder: designFolder })),
      started(startTestNode('api', { args: ['--workers', '1'] })),
    ]);
    await pairWith(first, api, 'api');
    const body = { kind: 'api-service', item: 'fraud-check', version: '1', infrastructure: 'api' };
    const run = await first.call('deployments.deploy', { json: body });
    const design = await again(first, 'design');
    expect(await runEnd(design, run.id)).toMatchObject({ status: 'succeeded' });
    const [item] = await api.call('archives.list');
    expect(item).toMatchObject({ id: 'fraud-check', active: '1' });
    const repeated = await deployAndWait(design, body);
    expect(repeated.stages.find(({ stage }) => stage === 'upload')?.status).toBe('skipped');
  }, 90_000);
});

describe('killing an API node', () => {
  it('during an activation leaves it with the old state or the new one, and every worker agrees', async () => {
    let node = await pairedTarget('api');
    await node.call('archives.upload', { file: archives.service });
    for (const delay of [20, 300]) {
      const activation = activate(node, 'fraud-check').catch(() => undefined);
      await sleep(delay);
      await node.child.kill();
      await activation;
      node = await started(startTestNode('api', { folder: node.folder, args: ['--workers', '2'] }));
      const [item] = await node.call('archives.list');
      const { status, checks } = await node.call('node.health');
      expect(status).toBe('ready');
      expect(checks.find(({ name }) => name === 'services')?.message).toBe(`${item?.active ? 1 : 0} active`);
    }
    await activate(node, 'fraud-check');
    expect((await node.call('archives.list'))[0]?.active).toBe('1');
  }, 90_000);
});

describe('killing a worker of an API node', () => {
  it('brings a new one that serves the active version', async () => {
    const node = await pairedTarget('api');
    await node.call('archives.upload', { file: archives.service });
    await activate(node, 'fraud-check');
    const { key } = await node.call('keys.create', { json: { name: 'bank', right: 'predict' } });
    const ask = () =>
      request({
        url: `${node.url}/public/api/v1/fraud-check/score/predict`,
        pin: node.fingerprint,
        key,
        json: { features: { id: 'x', amount: 700, hour: 3, kind: 'web' } },
      });
    expect(await (await ask()).json()).toMatchObject({ generation: '1' });
    for (const pid of childrenOf(node.child.pid)) process.kill(pid, 'SIGKILL');
    const reply = await until(() => ask().catch(() => undefined), 'the worker to be replaced');
    expect(await reply.json()).toMatchObject({ generation: '1' });
  }, 60_000);
});

/** Sends half of a file, then kills the node. */
async function killDuringUpload(node: TestNode, file: string): Promise<void> {
  const bytes = readFileSync(file);
  const upload = plainRequest(`${node.url}/api/archives`, {
    method: 'PUT',
    rejectUnauthorized: false,
    headers: { authorization: `Bearer ${node.key}`, 'content-length': bytes.length },
  });
  upload.on('error', () => undefined);
  upload.write(bytes.subarray(0, bytes.length >> 1));
  await until(async () => readdirSync(join(node.folder, 'uploads'))[0], 'the upload to begin');
  await node.child.kill();
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}
