import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Edit } from '../../nodes/contract/project/index.ts';
import { payments, scenarioEnd, type TestNode, until } from '../integration/nodes-support.ts';
import {
  type Archives,
  activate,
  allLeftovers,
  killDuringUnpacking,
  killDuringUpload,
  makeArchives,
  project,
  startAgain,
  targetWithFirst,
} from './kill-support.ts';

const scenario = (id: string, steps: object[]): Edit => ({
  family: 'scenarios',
  id,
  value: { id, name: id, active: false, triggers: [], steps },
});
const buildScored = { id: 'score', kind: 'build', settings: { datasets: ['scored'] } };
const slow = [{ id: 'wait', kind: 'wait', settings: { seconds: 3600 } }, buildScored];

let archives: Archives;
let node: TestNode;
beforeAll(async () => {
  archives = await makeArchives('automation', [scenario('slow', slow)]);
  node = await targetWithFirst('automation', archives);
  const { id } = await node.call('scenarios.run', { params: { project, scenario: 'daily' }, json: {} });
  expect(await scenarioEnd(node, 'daily', id)).toMatchObject({ outcome: 'success' });
}, 180_000);
afterAll(async () => {
  await node?.child.kill();
});

const versions = async () =>
  (await node.call('archives.list')).flatMap((item) =>
    item.versions.map(({ version, state }) => `${version} ${state}`),
  );
const scoredRows = async () =>
  (await node.call('datasets.rows', { params: { project, dataset: 'scored' }, json: { limit: 1, sample: 'all' } }))
    .total;

/** The first version is active, its data are there, and nothing half-done is left. */
async function expectFirstVersion(also: string[]): Promise<void> {
  expect(await versions()).toEqual([...also, '1 active']);
  expect((await node.call('projects.list')).map(({ id }) => id)).toEqual([project]);
  expect((await node.call('flow.get', { params: { project } })).nodes.length).toBeGreaterThan(0);
  expect(await scoredRows()).toBe(300);
  expect(allLeftovers(join(node.folder, 'uploads'))).toEqual([]);
  expect(allLeftovers(join(node.folder, 'archives'))).toEqual([]);
  expect(allLeftovers(join(node.folder, 'bundles'))).toEqual([]);
}

describe('an Automation node that is killed', () => {
  it('in the middle of an upload runs the former version on, and takes the upload afterwards', async () => {
    await killDuringUpload(node, archives.large);
    node = await startAgain(node, 'automation');
    await expectFirstVersion([]);
    await node.call('archives.upload', { file: archives.large });
    await expectFirstVersion(['2 uploaded']);
  }, 120_000);

  it('while it waits within a scenario tells the run as interrupted and runs it again', async () => {
    const params = { project, scenario: 'slow' };
    const { id: run } = await node.call('scenarios.run', { params, json: {} });
    const state = () => node.call('scenarios.get', { params: { ...params, run } });
    await until(async () => ((await state()).steps[0]?.outcome === 'running' ? true : undefined), 'the step to run');
    await node.child.kill();
    node = await startAgain(node, 'automation');
    const ended = await state();
    expect(ended).toMatchObject({ outcome: 'failed', steps: [{ outcome: 'failed' }, { outcome: 'skipped' }] });
    expect(ended.endedAt).not.toBeNull();
    expect(ended.steps[0]?.error?.code).toBe('SCENARIO_INTERRUPTED');
    await expectFirstVersion(['2 uploaded']);
    const again = await node.call('scenarios.run', { params, json: {} });
    await node.call('scenarios.abort', { params: { ...params, run: again.id } });
    expect(await scenarioEnd(node, 'slow', again.id)).toMatchObject({ outcome: 'aborted' });
  }, 120_000);

  it('while a scenario builds keeps the last data, tells run and job as failed, and builds afterwards', async () => {
    writeFileSync(join(archives.bank, 'day.csv'), payments(400_000, 3, { labels: false }));
    const params = { project, scenario: 'daily' };
    const { id: run } = await node.call('scenarios.run', { params, json: {} });
    const job = await until(async () => {
      const [last] = await node.call('jobs.list', { params: { project } });
      return last?.status === 'running' ? last : undefined;
    }, 'the build to run');
    await node.child.kill();
    node = await startAgain(node, 'automation');
    const told = await node.call('jobs.get', { params: { project, job: job.id } });
    expect(told.job).toMatchObject({ status: 'failed', error: { code: 'NODE_ENDED' } });
    const ended = await node.call('scenarios.get', { params: { ...params, run } });
    expect(ended).toMatchObject({ outcome: 'failed', steps: [{ outcome: 'failed' }] });
    await expectFirstVersion(['2 uploaded']);
    expect(allLeftovers(join(node.folder, 'state'))).toHaveLength(1);
    const again = await node.call('scenarios.run', { params, json: {} });
    expect(await scenarioEnd(node, 'daily', again.id)).toMatchObject({ outcome: 'success' });
    expect(await scoredRows()).toBe(400_000);
    writeFileSync(join(archives.bank, 'day.csv'), payments(300, 2, { labels: false }));
    const back = await node.call('scenarios.run', { params, json: {} });
    expect(await scenarioEnd(node, 'daily', back.id)).toMatchObject({ outcome: 'success' });
  }, 180_000);

  it('in the middle of an activation runs the former version on, and activates afterwards', async () => {
    await killDuringUnpacking(node, 'automation');
    node = await startAgain(node, 'automation');
    await expectFirstVersion(['2 uploaded']);
    expect(await activate(node, 'automation', '2')).toEqual({ previous: '1', active: '2' });
    expect(await versions()).toEqual(['2 active', '1 retired']);
    expect(await scoredRows()).toBe(300);
  }, 120_000);
});
