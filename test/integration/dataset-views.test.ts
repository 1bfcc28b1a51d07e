import { afterAll, beforeAll, expect, it } from 'vitest';
import { DatasetView } from '../../nodes/contract/dataset-view.ts';
import { callNode } from '../../nodes/services/deploy/node-client.ts';
import { startTestNode, type TestNode } from './nodes-support.ts';

const params = { project: 'shop', dataset: 'orders' };
const view = (formula: string) =>
  DatasetView.parse({
    sample: { kind: 'all' },
    sort: [],
    filters: [{ kind: 'range', column: 'amount', from: '1', to: '' }],
    formula,
    column: null,
    layout: { order: [], hidden: ['id'], pinned: [], widths: { id: 80 } },
  });

let node: TestNode;
beforeAll(async () => {
  node = await startTestNode('design');
  await node.call('projects.create', { json: { name: 'shop' } });
  const value = { id: 'orders', name: 'orders', source: { kind: 'managed' } };
  const edits = [{ family: 'datasets', id: 'orders', value }];
  await node.call('projects.edit', { params: { project: 'shop' }, json: { label: 'Add', edits } });
}, 60_000);
afterAll(async () => {
  await node?.child.stop();
});

const reader = async () => {
  const { key } = await node.call('keys.create', { json: { name: 'reader', right: 'read' } });
  return { url: node.url, fingerprint: node.fingerprint, key };
};

it('each caller finds a dataset as they left it, also after a restart, and undo leaves it alone', async () => {
  expect(await node.call('datasets.view', { params })).toEqual({ view: null });
  await node.call('datasets.keep-view', { params, json: view('amount > 5') });
  const other = await reader();
  expect(await callNode(other, 'datasets.view', { params })).toEqual({ view: null });
  await callNode(other, 'datasets.keep-view', { params, json: view('') });
  const { undo } = await node.call('projects.revision', { params: { project: 'shop' } });
  expect(undo).toBe('Add');

  await node.child.stop();
  node = await startTestNode('design', { folder: node.folder });
  expect(await node.call('datasets.view', { params })).toEqual({ view: view('amount > 5') });
  const again = { ...other, url: node.url, fingerprint: node.fingerprint };
  expect(await callNode(again, 'datasets.view', { params })).toEqual({ view: view('') });
}, 60_000);

it('what is no view, or of no dataset, is refused with what is wrong', async () => {
  const wrong = { ...view(''), filters: [{ kind: 'sideways', column: 'amount' }] };
  await expect(node.call('datasets.keep-view', { params, json: wrong })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
  });
  for (const missing of [
    { ...params, dataset: 'ordres' },
    { ...params, project: 'shap' },
  ])
    await expect(node.call('datasets.keep-view', { params: missing, json: view('') })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
});
