import { expect, test } from 'vitest';
import type { Project, Recipe } from '../../nodes/contract/project/index.ts';
import { graphOf, sizes } from './graph.ts';
import type { Places } from './layout.ts';
import { distributed, layOutWithZones, tidyAround, tidyPart } from './tidy.ts';
import { frameOf } from './zones.ts';

const managed = (id: string) => ({ id, name: id, source: { kind: 'managed' as const } });
const recipe = (id: string, from: string[], to: string): Recipe => ({
  id,
  name: id,
  kind: 'sync',
  version: 1,
  inputs: { input: from },
  outputs: { output: [to] },
  settings: {},
});
/** a → r1 → b → r2 → c, and d → r3 → e apart. */
const project: Project = {
  info: { format: 1, id: 'p', name: 'P', description: '' },
  variables: {},
  layout: { nodes: {} },
  datasets: { a: managed('a'), b: managed('b'), c: managed('c'), d: managed('d'), e: managed('e') },
  recipes: { r1: recipe('r1', ['a'], 'b'), r2: recipe('r2', ['b'], 'c'), r3: recipe('r3', ['d'], 'e') },
  models: {},
  quality: {},
  scenarios: {},
  dashboards: {},
  services: {},
  statistics: {},
  tests: {},
  meanings: {},
};
const ids = graphOf(project).nodes.map(({ id }) => id);
const scattered = Object.fromEntries(ids.map((id, at) => [id, { x: at * 13, y: 500 - at * 11 }]));

const overlapping = (places: Record<string, { x: number; y: number }>): string[] => {
  const boxes = Object.entries(places).map(([id, at]) => ({
    id,
    ...at,
    ...sizes[project.recipes[id] ? 'recipe' : 'dataset'],
  }));
  return boxes.flatMap((a, at) =>
    boxes
      .slice(at + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.id} over ${b.id}`),
  );
};

test('what was put somewhere by hand stays, the others come to it without covering anything', () => {
  const kept = { x: 900, y: 300, byHand: true };
  const now = { ...project, layout: { nodes: { b: kept } } };
  const moved = tidyAround(now, { ...scattered, b: kept });
  expect(moved.b).toBeUndefined();
  const places: Places = { ...moved, b: kept };
  expect(Object.keys(places).sort()).toEqual([...ids].sort());
  expect(overlapping(places)).toEqual([]);
  expect(places.a!.x).toBeLessThan(kept.x);
  expect(places.c!.x).toBeGreaterThan(kept.x);
  expect(places.a!.y).toBe(kept.y);
});

test('with nothing put by hand the whole flow is laid out', () => {
  expect(tidyAround(project, scattered)).toEqual(layOutWithZones(project, graphOf(project)));
});

test('a part is laid out among itself, its corner stays', () => {
  const moved = tidyPart(project, scattered, ['d', 'r3', 'e']);
  expect(Object.keys(moved).sort()).toEqual(['d', 'e', 'r3']);
  const corner = (of: Record<string, { x: number; y: number }>, axis: 'x' | 'y') =>
    Math.min(...['d', 'r3', 'e'].map((id) => of[id]![axis]));
  expect(Math.abs(corner(moved, 'x') - corner(scattered, 'x'))).toBeLessThan(4);
  expect(moved.d!.x).toBeLessThan(moved.e!.x);
});

test('a zone stays in one piece: nothing else stands in its frame', () => {
  const zone = { id: 'z', name: 'Z', colour: 'blue' as const, nodes: ['b', 'r2'] };
  const now = { ...project, layout: { nodes: {}, zones: { z: zone } } };
  const places = layOutWithZones(now, graphOf(now));
  const frame = frameOf(now, zone, places)!;
  const inside = ids.filter((id) => {
    const at = places[id]!;
    return at.x >= frame.x && at.x <= frame.x + frame.width && at.y >= frame.y && at.y <= frame.y + frame.height;
  });
  expect(inside.sort()).toEqual(['b', 'r2']);
  expect(overlapping(places)).toEqual([]);
});

test('gaps are made equal and the outermost stay', () => {
  const boxes = [
    { id: 'left', at: 0, size: 100 },
    { id: 'right', at: 500, size: 100 },
    { id: 'middle', at: 110, size: 60 },
  ];
  expect(distributed(boxes)).toEqual({ middle: 272 });
  expect(distributed(boxes.slice(0, 2))).toEqual({});
});
