import { describe, expect, test } from 'vitest';
import type { CatalogKind, Role } from '../../nodes/contract/catalog.ts';
import type { Edit, Project, Recipe } from '../../nodes/contract/project/index.ts';
import { applyEdits } from '../state/apply-edits.ts';
import { addBefore, dataBefore, fittingBefore, takesBefore } from './add-before.ts';
import { completePlaces } from './complete-places.ts';
import { graphOf, sizes, typeOf } from './graph.ts';

const role = (accepts: Role['accepts'], { min = 1, max = 1 } = {}): Role => ({
  id: accepts === 'model' ? 'model' : 'data',
  label: accepts,
  accepts,
  min,
  max,
});
const kind = (id: string, inputs: Role[], outputs: Role[]): CatalogKind => ({
  ...{ id, label: id, category: 'rows', icon: 'wand', keywords: [], help: '', version: 1, form: [] },
  ...{ defaults: {}, settings: {}, inputs, outputs },
});
const data = role('dataset');
const kinds = new Map(
  [
    kind('join', [role('dataset', { min: 2, max: 30 })], [data]),
    kind('sort', [data], [data]),
    kind('split', [data], [role('dataset', { min: 2, max: 30 })]),
    kind('train', [data], [role('model')]),
    kind('score', [data, role('model')], [data]),
  ].map((one) => [one.id, one]),
);

const recipe = (id: string, inputs: Recipe['inputs'], outputs: Recipe['outputs']): Recipe => ({
  ...{ id, name: id, kind: id, version: 1, settings: {} },
  ...{ inputs, outputs },
});
const managed = (id: string) => ({ id, name: id, source: { kind: 'managed' as const } });
const project: Project = {
  info: { format: 1, id: 'p', name: 'P', description: '' },
  variables: {},
  layout: { nodes: { result: { x: 600, y: 0 }, score: { x: 600, y: 200 }, used: { x: 100, y: 200 } } },
  datasets: {
    files: {
      id: 'files',
      name: 'files',
      source: { kind: 'files', connection: 'project', path: 'a.csv', format: {} as never },
    },
    result: managed('result'),
    used: managed('used'),
    scored: managed('scored'),
  },
  recipes: {
    score: recipe('score', {}, { data: ['scored'] }),
    sort: recipe('sort', { data: ['used'] }, {}),
  },
  models: { m: { id: 'm', name: 'm' } },
  ...{ quality: {}, scenarios: {}, dashboards: {}, services: {}, statistics: {}, tests: {}, meanings: {} },
};

const placesOf = (now: Project) => completePlaces(graphOf(now), now.layout.nodes);
const rightOf = (now: Project, id: string) => (placesOf(now)[id]?.x ?? 0) + sizes[typeOf(now, id) ?? 'dataset'].width;

/** Pairs of nodes of which one covers the other. */
function covering(now: Project): string[] {
  const boxes = Object.entries(placesOf(now)).map(([id, at]) => ({ id, ...at, ...sizes[typeOf(now, id)!] }));
  return boxes.flatMap((a, at) =>
    boxes
      .slice(at + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.id} over ${b.id}`),
  );
}

describe('what can come before a node', () => {
  test('is nothing for files, for what a recipe writes and for a recipe whose inputs are taken', () => {
    for (const id of ['files', 'scored', 'sort']) {
      expect(takesBefore(project, kinds, id)).toBe(false);
      expect(fittingBefore(project, kinds, id)).toBeNull();
    }
  });

  test('is, for a dataset that nothing writes, each recipe that writes data, those with few inputs and in use first', () => {
    const fitting = fittingBefore(project, kinds, 'result');
    expect(fitting?.kinds.map(({ id }) => id)).toEqual(['sort', 'split', 'score', 'join']);
    expect(fitting).toMatchObject({ data: [], files: false });
  });

  test('is, for a model that nothing trains, the recipe that trains', () => {
    expect(fittingBefore(project, kinds, 'm')?.kinds.map(({ id }) => id)).toEqual(['train']);
  });

  test('is, for a recipe, what it can read without a loop: unread data and models first, then recipes in use', () => {
    const fitting = fittingBefore(project, kinds, 'score');
    expect(fitting?.data).toEqual(['files', 'result', 'm', 'used']);
    expect(fitting?.kinds.map(({ id }) => id)).toEqual(['sort', 'split', 'train', 'score', 'join']);
    expect(fitting?.files).toBe(true);
  });

  test('is, once the data are there, what it still lacks', () => {
    const score = recipe('score', { data: ['used'] }, { data: ['scored'] });
    const fitting = fittingBefore(
      applyEdits(project, [{ family: 'recipes', id: 'score', value: score }]),
      kinds,
      'score',
    );
    expect(fitting).toMatchObject({ data: ['m'], files: false });
    expect(fitting?.kinds.map(({ id }) => id)).toEqual(['train']);
  });
});

describe('a recipe put before', () => {
  const add = (before: string, id: string, at = { x: 400, y: 20 }) => {
    const made = addBefore(project, kinds, { kind: kinds.get(id)!, before, at })!;
    return { ...made, now: applyEdits(project, made.edits) };
  };

  test('a dataset writes into it, and makes no other of its own', () => {
    const { now, id } = add('result', 'sort');
    expect(now.recipes[id]).toMatchObject({ inputs: {}, outputs: { data: ['result'] }, kind: 'sort' });
    expect(Object.keys(now.datasets)).toEqual(Object.keys(project.datasets));
    expect(now.layout.nodes[id]).toEqual({ x: 372, y: -8 });
  });

  test('a dataset writes what else it must beside it', () => {
    const { now, id } = add('result', 'split');
    const outputs = now.recipes[id]?.outputs.data ?? [];
    expect(outputs[0]).toBe('result');
    expect(outputs).toHaveLength(2);
    expect(now.datasets[outputs[1] ?? '']?.source.kind).toBe('managed');
    expect(covering(now)).toEqual([]);
  });

  test('a recipe writes a new dataset, which that recipe reads', () => {
    const { now, id } = add('score', 'sort', { x: 400, y: 300 });
    const [output = ''] = now.recipes[id]?.outputs.data ?? [];
    expect(project.datasets[output]).toBeUndefined();
    expect(now.recipes.score?.inputs).toEqual({ data: [output] });
    expect(rightOf(now, id)).toBeLessThan(placesOf(now)[output]?.x ?? 0);
    expect(rightOf(now, output)).toBeLessThan(600);
  });

  test('a recipe that still lacks a model makes it one', () => {
    const { now, id } = add('score', 'train');
    expect(now.recipes.score?.inputs).toEqual({ model: now.recipes[id]?.outputs.model });
  });

  test('a model trains it', () => {
    const { now, id } = add('m', 'train');
    expect(now.recipes[id]?.outputs).toEqual({ model: ['m'] });
    expect(Object.keys(now.models)).toEqual(['m']);
  });

  test('stands left of it and covers nothing, wherever the wire was dropped', () => {
    const drops = [100, 500, 620, 900].flatMap((x) => [0, 210, 228].map((y) => ({ x, y })));
    for (const at of drops) {
      for (const [before, which] of [
        ['result', 'sort'],
        ['score', 'sort'],
        ['score', 'split'],
      ] as const) {
        const { now, id } = add(before, which, at);
        expect(covering(now)).toEqual([]);
        expect(rightOf(now, id)).toBeLessThan(600);
      }
    }
  });

  test('does not fit where it makes nothing of the kind', () => {
    expect(addBefore(project, kinds, { kind: kinds.get('train')!, before: 'result', at: { x: 0, y: 0 } })).toBeNull();
    expect(addBefore(project, kinds, { kind: kinds.get('sort')!, before: 'sort', at: { x: 0, y: 0 } })).toBeNull();
  });
});

test('new data become inputs of a recipe as far as it takes them, left of it', () => {
  const made = ['one', 'two'].map((id): Edit => ({ family: 'datasets', id, value: managed(id) }));
  const now = applyEdits(project, [
    ...made,
    ...dataBefore(project, kinds, { made, before: 'score', at: { x: 580, y: 200 } }),
  ]);
  expect(now.recipes.score?.inputs).toEqual({ data: ['one'] });
  expect(rightOf(now, 'two')).toBeLessThan(600);
  expect(covering(now)).toEqual([]);
});
