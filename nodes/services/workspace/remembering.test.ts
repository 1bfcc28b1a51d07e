import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Edit } from '../../contract/project/index.ts';
import { dataset, makeTestProject, paymentFiles, payments, recipe, rowsOf, type TestProject } from './test-project.ts';
import type { Workspace } from './workspace.ts';

let project: TestProject;
let workspace: Workspace;
beforeEach(async () => {
  project = await makeTestProject();
  workspace = await project.open();
  await workspace.flow();
});
afterEach(() => project.remove());

const withSettings = (settings: Record<string, unknown>) =>
  recipe('sum', 'group', { inputs: ['clean'], outputs: ['totals'], settings });
const sums = (column: string, name = 'total') => ({ keys: ['card'], aggregates: [{ fn: 'sum', column, name }] });

const edits: readonly [what: string, Edit[]][] = [
  ['nothing', []],
  ['settings', [withSettings(sums('id', 'other'))]],
  ['settings that do not fit', [withSettings(sums('missing'))]],
  ['settings mended', [withSettings(sums('amount'))]],
  ['a variable', [{ family: 'variables', id: '-', value: { least: '25' } }]],
  ['a variable that is not there', [{ family: 'variables', id: '-', value: {} }]],
  ['a variable back again', [{ family: 'variables', id: '-', value: { least: '20' } }]],
  ['the name of an input', [dataset('clean', undefined, { name: 'Cleaned' })]],
  ['the name of an output', [dataset('totals', undefined, { name: 'Sums' })]],
  ['columns of the source', [dataset('payments', paymentFiles, { schema: [{ name: 'id', type: 'bigint' }] })]],
  ['columns of the source back again', [dataset('payments', paymentFiles)]],
  ['a second writer', [recipe('again', 'sync', { inputs: ['payments'], outputs: ['totals'] })]],
  ['no second writer', [{ family: 'recipes', id: 'again', value: null }]],
  ['an output that is a file', [dataset('totals', paymentFiles)]],
  ['an output that is not there', [{ family: 'datasets', id: 'totals', value: null }]],
  ['an output back again', [dataset('totals')]],
  ['no input', [{ family: 'datasets', id: 'clean', value: null }]],
  ['the input back again', [dataset('clean')]],
  ['no recipe', [{ family: 'recipes', id: 'sum', value: null }]],
];

test('the flow after any change is the flow that a fresh look finds', async () => {
  const seen = new Set<string>();
  for (const [what, change] of edits) {
    if (change.length > 0) await project.files.apply(change);
    await workspace.reload();
    const [now, fresh] = [await workspace.flow(), await (await project.open()).flow()];
    expect(now, what).toEqual(fresh);
    seen.add(JSON.stringify(now));
  }
  // Not all the same: the changes do matter.
  expect(seen.size).toBeGreaterThan(edits.length / 2);
});

test('keys and states after a changed file and a build are those that a fresh look finds', async () => {
  await workspace.build({ targets: [] });
  await writeFile(join(project.dir, 'files', 'payments.csv'), `${payments}4,b,5,2026-01-04\n`);
  expect(await workspace.flow()).toEqual(await (await project.open()).flow());
  await workspace.build({ targets: [] });
  expect(await workspace.flow()).toEqual(await (await project.open()).flow());
  expect(await rowsOf(workspace, 'totals')).toEqual([
    ['a', '40'],
    ['b', '25'],
  ]);
});
