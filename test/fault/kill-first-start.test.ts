import { afterAll, expect, it } from 'vitest';
import { listFolder } from '../../nodes/platform/files.ts';
import { startTestNode, type TestNode, until } from '../integration/nodes-support.ts';
import { allLeftovers, startAgain } from './kill-support.ts';

let design: TestNode;
afterAll(async () => {
  await design?.child.kill();
});

it('a Design node that is killed in its first start makes the sample at the next one, whole and once', async () => {
  design = await startTestNode('design');
  expect(await design.call('sample.get')).toMatchObject({ state: 'preparing' });
  await until(async () => (await listFolder(`${design.folder}/samples`))[0], 'the data to be begun');
  await design.child.kill();
  expect(await listFolder(`${design.folder}/projects`)).toEqual([]);

  design = await startAgain(design, 'design');
  await until(async () => ((await design.call('sample.get')).state === 'none' ? true : undefined), 'the sample');
  expect((await design.call('projects.list')).map(({ name }) => name)).toEqual(['Credit Card Fraud Analysis']);
  expect(await listFolder(`${design.folder}/samples`)).toEqual(['credit-card-fraud']);
  expect(await allLeftovers(design.folder)).toEqual([]);
  const page = await design.call('datasets.rows', {
    params: { project: 'credit-card-fraud-analysis', dataset: 'transactions_history' },
    json: { offset: 100_000, limit: 1, sample: 'all' },
  });
  expect(page.columns[0]).toHaveLength(1);
}, 120_000);
