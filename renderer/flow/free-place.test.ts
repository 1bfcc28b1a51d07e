import { expect, test } from 'vitest';
import type { CatalogKind, Role } from '../../nodes/contract/catalog.ts';
import type { Project, Recipe } from '../../nodes/contract/project/index.ts';
import { applyEdits } from '../state/apply-edits.ts';
import { addOutput } from './add-output.ts';
import { copyText } from './clipboard.ts';
import { completePlaces } from './complete-places.ts';
import { addRecipe } from './edits.ts';
import { freeShift, roomOf } from './free-place.ts';
import { graphOf, sizes, typeOf } from './graph.ts';
import type { Places } from './layout.ts';
import { pasteText } from './paste.ts';
import { splice } from './splice.ts';
import { tidyAround } from './tidy.ts';

const role = (id: string): Role => ({ id, label: id, accepts: 'dataset', min: 1, max: 1 });
const kind = (id: string, outputs: Role[]): CatalogKind => ({
  ...{ id, label: id, category: 'rows', icon: 'wand', keywords: [], help: '', version: 1, form: [], defaults: {} },
  ...{ settings: {}, inputs: [role('input')], outputs },
});
const sort = kind('sort', [role('output')]);
const split = kind('split', [role('first'), role('second'), role('third')]);
const kinds = new Map([sort, split].map((one) => [one.id, one]));

const managed = (id: string) => ({ id, name: id, source: { kind: 'managed' as const } });
const sync = (id: string, from: string, to: string): Recipe => ({
  ...{ id, name: id, kind: 'sort', version: 1, settings: {} },
  ...{ inputs: { input: [from] }, outputs: { output: [to] } },
});
/** a → r → b, and others that stand about. */
const flow = (nodes: Project['layout']['nodes'], others: readonly string[] = []): Project => ({
  info: { format: 1, id: 'p', name: 'P', description: '' },
  variables: {},
  layout: { nodes },
  datasets: Object.fromEntries(['a', 'b', ...others].map((id) => [id, managed(id)])),
  recipes: { r: sync('r', 'a', 'b') },
  ...{ models: {}, quality: {}, scenarios: {}, dashboards: {}, services: {}, statistics: {}, tests: {}, meanings: {} },
});

const placesOf = (project: Project): Places => completePlaces(graphOf(project), project.layout.nodes);

/** Pairs of nodes of which one covers the other. */
function covering(project: Project): string[] {
  const boxes = Object.entries(placesOf(project)).map(([id, at]) => ({ id, ...at, ...sizes[typeOf(project, id)!] }));
  return boxes.flatMap((a, at) =>
    boxes
      .slice(at + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.id} over ${b.id}`),
  );
}

/** Wires among `ids` and their neighbours that do not go from left to right. */
function backwards(project: Project, ids: readonly string[]): string[] {
  const places = placesOf(project);
  return graphOf(project)
    .edges.filter(({ source, target }) => ids.includes(source) || ids.includes(target))
    .filter(({ source, target }) => places[source]!.x + sizes[typeOf(project, source)!].width > places[target]!.x)
    .map(({ id }) => id);
}

test('rooms give way as little as they can, together', () => {
  const stands = [roomOf('dataset', { x: 0, y: 0 }), roomOf('dataset', { x: 0, y: 100 })];
  expect(freeShift([roomOf('dataset', { x: 500, y: 0 })], stands)).toEqual({ x: 0, y: 0 });
  expect(freeShift([roomOf('dataset', { x: 20, y: 110 })], stands)).toEqual({ x: 0, y: 70 });
  expect(freeShift([roomOf('dataset', { x: 170, y: 20 })], stands)).toEqual({ x: 30, y: 0 });
  const two = [roomOf('dataset', { x: 300, y: -10 }), roomOf('dataset', { x: 10, y: -10 })];
  expect(freeShift(two, stands)).toEqual({ x: 0, y: -70 });
});

test('a recipe dropped left of what it reads, or onto others, comes right of it and into free space', () => {
  const project = flow({ a: { x: 400, y: 0 }, r: { x: 640, y: 0 }, b: { x: 760, y: 0 } });
  for (const at of [
    { x: 100, y: 20 },
    { x: 660, y: 28 },
    { x: 480, y: 40 },
  ]) {
    const { edits, id } = addRecipe(project, { kind: split, from: ['a'], at });
    const after = applyEdits(project, edits);
    const made = [id, ...Object.values((after.recipes[id] as Recipe).outputs).flat()];
    expect(made).toHaveLength(4);
    expect(covering(after)).toEqual([]);
    expect(backwards(after, made)).toEqual([]);
    expect(placesOf(after)).toMatchObject(project.layout.nodes);
  }
  const free = addRecipe(project, { kind: sort, from: ['a'], at: { x: 700, y: 400 } });
  expect(applyEdits(project, free.edits).layout.nodes[free.id]).toEqual({ x: 672, y: 372 });
});

test('a further output finds room below the others, wherever they were put', () => {
  const nodes = { a: { x: 0, y: 0 }, r: { x: 240, y: 0 }, b: { x: 100, y: 200, byHand: true }, c: { x: 300, y: 280 } };
  const project = flow(nodes, ['c']);
  const after = applyEdits(project, addOutput(project, project.recipes.r!, role('rest')));
  expect(covering(after)).toEqual([]);
  const [made = ''] = Object.keys(after.datasets).filter((id) => !project.datasets[id]);
  expect(placesOf(after)[made]!.x).toBeGreaterThan(nodes.r.x + sizes.recipe.width);
  expect(after.layout.nodes.b).toEqual(nodes.b);
});

test('what is pasted covers nothing, and its recipes stand right of what they read', () => {
  const project = flow({ a: { x: 600, y: 0 }, r: { x: 840, y: 0 }, b: { x: 960, y: 0 } });
  const text = copyText(project, ['r', 'b'], project.layout.nodes);
  for (const at of [
    { x: 0, y: 0 },
    { x: 900, y: 10 },
    { x: 640, y: -30 },
  ]) {
    const pasted = pasteText(project, text, at)!;
    const after = applyEdits(project, pasted.edits);
    expect(covering(after)).toEqual([]);
    expect(backwards(after, pasted.ids)).toEqual([]);
    const places = placesOf(after);
    const [recipe, output] = ['r_2', 'b_2'].map((id) => places[id]!);
    expect(output!.x - recipe!.x).toBe(120);
  }
});

test('nodes without a place come right of what they read, in free space, and nothing else moves', () => {
  const hand = { a: { x: 1200, y: 300, byHand: true }, taken: { x: 1400, y: 280, byHand: true } };
  const after = placesOf(flow(hand, ['taken', 'alone']));
  expect(after).toMatchObject(hand);
  expect(covering(flow(hand, ['taken', 'alone']))).toEqual([]);
  expect(backwards(flow(hand, ['taken', 'alone']), ['r'])).toEqual([]);
  expect(after.alone!.y).toBeGreaterThan(Math.max(after.a!.y, after.r!.y, after.b!.y));
  const before = placesOf(flow({ b: { x: 900, y: 0 } }));
  expect(before.r!.x).toBeLessThan(900);
  expect(before.a!.x).toBeLessThan(before.r!.x);
});

test('a recipe put into a wire covers nothing beside it', () => {
  const project = flow({ a: { x: 0, y: 0 }, r: { x: 240, y: 0 }, b: { x: 344, y: 0 }, c: { x: 260, y: 100 } }, ['c']);
  const made = splice(project, kinds, { wire: 'a→r', what: { kind: 'sort' } })!;
  const after = applyEdits(project, made.edits);
  expect(covering(after)).toEqual([]);
  expect(backwards(after, [made.id, 'r'])).toEqual([]);
});

test('tidying around what was put by hand keeps every other node right of what it reads', () => {
  const nodes = { a: { x: 2000, y: 0, byHand: true }, c: { x: 0, y: 400, byHand: true } };
  const project: Project = { ...flow(nodes, ['c', 'd']) };
  const joined: Project = {
    ...project,
    recipes: { ...project.recipes, join: { ...sync('join', 'b', 'd'), inputs: { input: ['b', 'c'] } } },
  };
  const moved = tidyAround(joined, placesOf(joined));
  const after: Project = { ...joined, layout: { nodes: { ...moved, ...nodes } } };
  expect(backwards(after, ['r', 'join'])).toEqual([]);
  expect(covering(after)).toEqual([]);
  expect(moved.a).toBeUndefined();
});
