import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Edit, Recipe } from '../../contract/project/index.ts';
import { dataset, makeTestProject, reasonOf, recipe, rowsOf, states, type TestProject } from './test-project.ts';
import type { Workspace } from './workspace.ts';

let project: TestProject;
beforeEach(async () => {
  project = await makeTestProject();
});
afterEach(() => project.remove());

async function change(workspace: Workspace, edits: Edit[]): Promise<void> {
  await project.files.apply(edits);
  await workspace.reload();
}

async function bypass(workspace: Workspace, id: string, on = true): Promise<void> {
  const { recipes } = await project.files.load();
  const value: Recipe = { ...recipes[id]!, bypassed: on };
  await change(workspace, [{ family: 'recipes', id, value }]);
}

test('a bypassed recipe passes its input through with its columns, and its results are stale until then', async () => {
  const workspace = await project.open();
  await workspace.build({ targets: ['totals'] });
  expect(await rowsOf(workspace, 'totals')).toHaveLength(2);
  await bypass(workspace, 'sum');
  expect(await reasonOf(workspace, 'totals')).toBe('The recipe “sum” is bypassed now');
  expect((await workspace.schemaOf('totals'))?.map(({ name }) => name)).toEqual(['id', 'card', 'amount', 'day']);
  await workspace.build({ targets: ['totals'] });
  expect(await rowsOf(workspace, 'totals')).toEqual(await rowsOf(workspace, 'clean'));
  expect((await states(workspace)).totals).toBe('done');
});

test('switching the bypass off makes the former result fresh again at once', async () => {
  const workspace = await project.open();
  await workspace.build({ targets: ['totals'] });
  await bypass(workspace, 'sum');
  expect((await states(workspace)).totals).toBe('stale');
  await bypass(workspace, 'sum', false);
  expect((await states(workspace)).totals).toBe('done');
});

test('settings that are wrong do not matter while a recipe is bypassed', async () => {
  const workspace = await project.open();
  const { recipes } = await project.files.load();
  const value = { ...recipes.sum!, bypassed: true, settings: { keys: ['${nowhere}'] } };
  await change(workspace, [{ family: 'recipes', id: 'sum', value }]);
  await workspace.build({ targets: ['totals'] });
  expect(await rowsOf(workspace, 'totals')).toHaveLength(3);
});

test('a preview of a bypassed recipe shows its input', async () => {
  const workspace = await project.open();
  await bypass(workspace, 'sum');
  const { recipes } = await project.files.load();
  const { page, problems } = await workspace.preview({ recipe: recipes.sum!, limit: 10 });
  expect(problems).toEqual([]);
  expect(page?.columns[0]).toHaveLength(3);
});

test('a recipe with several outputs, and one that makes a model, refuse to be bypassed and say why', async () => {
  const workspace = await project.open();
  const split: Recipe = {
    id: 'parts',
    name: 'parts',
    kind: 'split',
    version: 1,
    inputs: { input: ['clean'] },
    outputs: { output: ['left', 'right'] },
    settings: { shares: [0.5, 0.5] },
    bypassed: true,
  };
  const train = recipe('fit', 'train', { inputs: ['clean'], outputs: [] });
  const value = { ...(train.value as Recipe), outputs: { model: ['m'] }, bypassed: true };
  await change(workspace, [
    dataset('left'),
    dataset('right'),
    { family: 'models', id: 'm', value: { id: 'm', name: 'm' } },
    { family: 'recipes', id: 'parts', value: split },
    { ...train, value },
  ]);
  expect(await reasonOf(workspace, 'parts')).toMatch(/“parts” cannot be bypassed: it writes 2 datasets/);
  expect(await reasonOf(workspace, 'fit')).toMatch(/“fit” cannot be bypassed: it makes a model/);
});
