import { describe, expect, test } from 'vitest';
import type { CatalogKind, Role } from '../../nodes/contract/catalog.ts';
import type { Project, Recipe } from '../../nodes/contract/project/index.ts';
import { applyEdits } from '../state/apply-edits.ts';
import { copyText } from './clipboard.ts';
import { completePlaces } from './complete-places.ts';
import { connected, connectionOf, kindsAfter } from './connect-rules.ts';
import { addRecipe, deleteNodes, renameNode } from './edits.ts';
import { graphOf, reach, sizes } from './graph.ts';
import { freeId } from './ids.ts';
import { layOut } from './layout.ts';
import { pasteText } from './paste.ts';

const role = (id: string, accepts: Role['accepts'], max = 1): Role => ({ id, label: id, accepts, min: 1, max });
const kind = (id: string, inputs: Role[], outputs: Role[]): CatalogKind => ({
  id,
  label: id,
  category: 'rows',
  icon: 'wand',
  keywords: [],
  help: '',
  version: 1,
  form: [],
  defaults: {},
  settings: {},
  inputs,
  outputs,
});
const prepare = kind('prepare', [role('input', 'dataset')], [role('output', 'dataset')]);
const score = kind('score', [role('input', 'dataset'), role('model', 'model')], [role('output', 'dataset')]);
const kinds = new Map([prepare, score].map((one) => [one.id, one]));

const empty: Project = {
  info: { format: 1, id: 'p', name: 'P', description: '' },
  variables: {},
  layout: { nodes: {} },
  datasets: { raw: { id: 'raw', name: 'raw', source: { kind: 'managed' } } },
  recipes: {},
  models: { m: { id: 'm', name: 'm' } },
  quality: {},
  scenarios: {},
  dashboards: {},
  services: {},
  statistics: {},
  tests: {},
  meanings: {},
};
const withPrepare = () => {
  const added = addRecipe(empty, { kind: prepare, from: ['raw'], at: { x: 300, y: 100 } });
  return { project: applyEdits(empty, added.edits), id: added.id };
};

test('ids are made of the name and numbered when taken', () => {
  const taken = new Set(['clean']);
  expect(freeId('Clean', taken)).toBe('clean_2');
  expect(freeId('Clean', taken)).toBe('clean_3');
  expect(freeId('Été à Zürich!', taken)).toBe('ete_a_zurich');
  expect(freeId('???', taken)).toBe('item');
});

test('a recipe added after a dataset is connected and gets its output', () => {
  const { project, id } = withPrepare();
  const recipe = project.recipes[id];
  expect(recipe?.inputs).toEqual({ input: ['raw'] });
  expect(recipe?.outputs).toEqual({ output: ['raw_prepared'] });
  expect(project.datasets.raw_prepared?.source.kind).toBe('managed');
  expect(project.layout.nodes[id]).toEqual({ x: 272, y: 72 });
});

describe('wires', () => {
  test('a dataset goes into a free role of the right type, once', () => {
    const added = addRecipe(empty, { kind: score, from: [], at: { x: 0, y: 0 } });
    const project = applyEdits(empty, added.edits);
    const wire = connectionOf(project, kinds, { source: 'm', target: added.id });
    expect(wire?.role).toBe('model');
    const next = applyEdits(project, [{ family: 'recipes', id: added.id, value: connected(wire!) }]);
    expect(connectionOf(next, kinds, { source: 'm', target: added.id })).toBeNull();
    expect(connectionOf(next, kinds, { source: 'raw', target: added.id })?.role).toBe('input');
  });

  test('datasets are not wired to datasets, loops and second producers are refused', () => {
    const { project, id } = withPrepare();
    expect(connectionOf(project, kinds, { source: 'raw', target: 'raw_prepared' })).toBeNull();
    expect(connectionOf(project, kinds, { source: id, target: 'raw' })).toBeNull();
    expect(connectionOf(project, kinds, { source: 'raw_prepared', target: id })).toBeNull();
  });

  test('only kinds that take the thing are offered after it', () => {
    expect(kindsAfter(empty, [prepare, score], ['m']).map((one) => one.id)).toEqual(['score']);
    expect(kindsAfter(empty, [score, prepare], ['raw']).map((one) => one.id)).toEqual(['prepare', 'score']);
    expect(kindsAfter(empty, [prepare, score], ['raw', 'm']).map((one) => one.id)).toEqual(['score']);
    expect(kindsAfter(empty, [prepare, score], [])).toHaveLength(2);
  });
});

test('deleting a dataset takes its wires along and leaves the recipe', () => {
  const { project, id } = withPrepare();
  const after = applyEdits(project, deleteNodes(project, ['raw']));
  expect(after.datasets.raw).toBeUndefined();
  expect((after.recipes[id] as Recipe).inputs).toEqual({ input: [] });
});

test('a copied part comes back under new ids with its inner wires', () => {
  const { project, id } = withPrepare();
  const text = copyText(project, [id, 'raw_prepared'], project.layout.nodes);
  const pasted = pasteText(project, text, { x: 0, y: 0 });
  const after = applyEdits(project, pasted?.edits ?? []);
  const copy = after.recipes[`${id}_2`];
  expect(copy?.inputs).toEqual({ input: ['raw'] });
  expect(copy?.outputs).toEqual({ output: ['raw_prepared_2'] });
  expect(pasted?.missing).toEqual([]);
  const elsewhere = { ...project, datasets: {}, recipes: {}, models: {} };
  expect(pasteText(elsewhere, text, { x: 0, y: 0 })?.missing).toEqual(['raw']);
  expect(pasteText(project, 'some other text', { x: 0, y: 0 })).toBeNull();
});

test('a whole zone and notes are copied along, part of a zone is not', () => {
  const { project: flow, id } = withPrepare();
  const zone = { id: 'z', name: 'Z', colour: 'blue' as const, nodes: [id, 'raw_prepared'] };
  const note = { id: 'n', text: 'Why', colour: 'amber' as const, x: 0, y: 0, width: 200, height: 100 };
  const project = { ...flow, layout: { ...flow.layout, zones: { z: zone }, notes: { n: note } } };
  const paste = (ids: string[], notes: string[]) =>
    applyEdits(project, pasteText(project, copyText(project, ids, project.layout.nodes, notes), { x: 0, y: 0 })!.edits);
  const whole = paste([id, 'raw_prepared'], ['n']).layout;
  expect(whole.zones?.z_2?.nodes).toEqual([`${id}_2`, 'raw_prepared_2']);
  expect(whole.notes?.n_2).toMatchObject({ text: 'Why' });
  expect(Object.keys(paste([id], []).layout.zones ?? {})).toEqual(['z']);
});

test('names of a chain do not grow', () => {
  const { project } = withPrepare();
  const next = addRecipe(project, { kind: prepare, from: ['raw_prepared'], at: { x: 0, y: 0 } });
  const recipe = next.edits[0]?.value as Recipe;
  expect(recipe.name).toBe('prepare raw');
  expect(recipe.outputs).toEqual({ output: ['raw_prepared_2'] });
});

test('renaming keeps the id', () => {
  const after = applyEdits(empty, renameNode(empty, 'raw', 'Raw rows'));
  expect(after.datasets.raw).toMatchObject({ id: 'raw', name: 'Raw rows' });
});

test('the layout goes left to right and new nodes do not cover placed ones', () => {
  const { project, id } = withPrepare();
  const graph = graphOf(project);
  const places = layOut(graph);
  expect(places.raw!.x + sizes.dataset.width).toBeLessThan(places[id]!.x);
  expect(places[id]!.x + sizes.recipe.width).toBeLessThan(places.raw_prepared!.x);
  const completed = completePlaces(graph, { raw: { x: 0, y: 500 } });
  expect(completed.raw).toEqual({ x: 0, y: 500 });
  expect(completed[id]).toEqual({ x: sizes.dataset.width + 48, y: 500 });
  expect(completed.raw_prepared!.x).toBeGreaterThan(completed[id]!.x + sizes.recipe.width);
});

test('upstream and downstream follow the wires', () => {
  const { project, id } = withPrepare();
  const graph = graphOf(project);
  expect([...reach(graph, ['raw'], 'down')].sort()).toEqual([id, 'raw_prepared'].sort());
  expect([...reach(graph, [id], 'up')]).toEqual(['raw']);
});

test('what a recipe makes is called after what it reads, in any script, and like nothing else', () => {
  const raw = (name: string): Project => ({
    ...empty,
    datasets: { raw: { id: 'raw', name, source: { kind: 'managed' } } },
  });
  const made = (project: Project) => {
    const { edits } = addRecipe(project, { kind: prepare, from: ['raw'], at: { x: 300, y: 100 } });
    const after = applyEdits(project, edits);
    return { after, name: Object.values(after.datasets).find(({ id }) => !project.datasets[id])?.name };
  };
  expect(made(raw('订单')).name).toBe('订单_prepared');
  const once = made(raw('x'.repeat(80)));
  expect(once.name).toBe(`${'x'.repeat(80)}_prepared`);
  expect(made(once.after).name).toBe(`${'x'.repeat(80)}_prepared_2`);
});

test('copies of data are all called differently', () => {
  const { project } = withPrepare();
  const text = copyText(project, ['raw'], {});
  let now = project;
  for (let times = 0; times < 3; times += 1) now = applyEdits(now, pasteText(now, text, { x: 0, y: 300 })?.edits ?? []);
  const names = Object.values(now.datasets).map(({ name }) => name);
  expect(names).toHaveLength(5);
  expect(new Set(names).size).toBe(5);
});
