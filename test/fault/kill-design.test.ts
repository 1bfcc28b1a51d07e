import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bankFolder,
  build,
  deployAndWait,
  makeProject,
  pairWith,
  payments,
  projectEdits,
  runEnd,
  startTestNode,
  type TestNode,
  until,
} from '../integration/nodes-support.ts';
import { allLeftovers, project, startAgain } from './kill-support.ts';

let design: TestNode;
let bank: string;
beforeAll(async () => {
  bank = bankFolder();
  design = await startTestNode('design');
  await makeProject(design, bank);
}, 120_000);
afterAll(async () => {
  await design?.child.kill();
});

const again = async () => {
  await design.child.kill();
  design = await startAgain(design, 'design');
};
const state = () => join(design.folder, 'projects', project, '.millrace');
const edit = (label: string, ...edits: object[]) =>
  design.call('projects.edit', { params: { project }, json: { label, edits } });

/** The training of the project with other settings of its algorithm. */
function training(algorithm: object) {
  const before = projectEdits.find(({ family, id }) => family === 'recipes' && id === 'train');
  const value = before?.value as { settings: object };
  const settings = { ...value.settings, algorithm: { id: 'gradient-boosting', ...algorithm } };
  return { ...before, value: { ...value, settings } };
}

describe('a Design node that is killed', () => {
  it('in the middle of a training keeps the active version and the data, tells the job as failed, and trains afterwards', async () => {
    const [active] = await design.call('models.versions', { params: { project, model: 'fraud' } });
    writeFileSync(join(bank, 'past.csv'), payments(40_000, 5, { labels: true }));
    await edit('Train long', training({ trees: 5000, leaves: 63, earlyStoppingRounds: 0 }));
    const { id } = await design.call('jobs.start', { params: { project }, json: { targets: ['fraud'] } });
    await until(async () => {
      const { job } = await design.call('jobs.get', { params: { project, job: id } });
      return job.activities.find(({ recipe, status }) => recipe === 'train' && status === 'running');
    }, 'the training to run');
    await again();
    const { job } = await design.call('jobs.get', { params: { project, job: id } });
    expect(job).toMatchObject({ status: 'failed', error: { code: 'NODE_ENDED' } });
    expect(job.activities.find(({ recipe }) => recipe === 'train')).toMatchObject({ status: 'failed' });
    const versions = await design.call('models.versions', { params: { project, model: 'fraud' } });
    expect(versions.map((version) => [version.id, version.active])).toEqual([[active?.id, true]]);
    const page = await design.call('datasets.rows', {
      params: { project, dataset: 'scored' },
      json: { limit: 1, sample: 'all' },
    });
    expect(page.total).toBe(300);
    // What is there now is the spill folder of the project's present sessions.
    expect(allLeftovers(state()).map((path) => path.split('/')[0])).toEqual(['tmp']);
    await edit('Train quickly', training({ trees: 20, leaves: 8 }));
    expect(await build(design, ['fraud'])).toMatchObject({ status: 'succeeded', error: null });
    expect(await design.call('models.versions', { params: { project, model: 'fraud' } })).toHaveLength(2);
  }, 180_000);

  it('in the middle of a build of rows keeps the rows before, and builds afterwards', async () => {
    const rows = async () =>
      (
        await design.call('datasets.rows', {
          params: { project, dataset: 'day_ready' },
          json: { limit: 1, sample: 'all' },
        })
      ).total;
    expect(await rows()).toBe(300);
    writeFileSync(join(bank, 'day.csv'), payments(600_000, 6, { labels: false }));
    const { id } = await design.call('jobs.start', { params: { project }, json: { targets: ['scored'] } });
    await until(async () => {
      const { job } = await design.call('jobs.get', { params: { project, job: id } });
      return job.status === 'running' ? job : undefined;
    }, 'the build to run');
    await again();
    const { job } = await design.call('jobs.get', { params: { project, job: id } });
    expect(job).toMatchObject({ status: 'failed', error: { code: 'NODE_ENDED' } });
    const scored = await design.call('datasets.rows', {
      params: { project, dataset: 'scored' },
      json: { limit: 1, sample: 'all' },
    });
    expect(scored.total).toBe(300);
    expect(await build(design, ['scored'])).toMatchObject({ status: 'succeeded', error: null });
    expect(await rows()).toBe(600_000);
    writeFileSync(join(bank, 'day.csv'), payments(300, 2, { labels: false }));
    expect(await build(design, ['scored'])).toMatchObject({ status: 'succeeded', error: null });
  }, 180_000);

  it('after an edit loses none that was acknowledged, and undo still works', async () => {
    const [past] = projectEdits;
    await edit('Rename', { ...past, value: { ...(past?.value as object), name: 'Past payments' } });
    await again();
    const after = await design.call('projects.get', { params: { project } });
    expect(after.project.datasets.past?.name).toBe('Past payments');
    expect(after.history.undo).toBe('Rename');
    await design.call('projects.undo', { params: { project } });
    const undone = await design.call('projects.get', { params: { project } });
    expect(undone.project.datasets.past?.name).toBe('past');
  }, 60_000);

  it('while it deploys takes the deployment up at its next start', async () => {
    const api = await startTestNode('api', { args: ['--workers', '1'] });
    try {
      await pairWith(design, api, 'api');
      const params = { project, service: 'fraud-check' };
      const { version } = await design.call('services.create', { params, json: {} });
      const body = { kind: 'api-service', item: 'fraud-check', version, infrastructure: 'api' };
      const run = await design.call('deployments.deploy', { json: body });
      await design.child.kill();
      expect((await api.call('archives.list'))[0]?.active ?? null).toBeNull();
      design = await startAgain(design, 'design');
      expect(await runEnd(design, run.id)).toMatchObject({ status: 'succeeded' });
      const [item] = await api.call('archives.list');
      expect(item).toMatchObject({ id: 'fraud-check', active: version });
      const repeated = await deployAndWait(design, body);
      expect(repeated.stages.find(({ stage }) => stage === 'upload')?.status).toBe('skipped');
    } finally {
      await api.child.kill();
    }
  }, 120_000);
});
