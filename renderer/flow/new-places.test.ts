import { expect, test } from 'vitest';
import type { Project } from '../../nodes/contract/project/index.ts';
import { placeAfter, placeForData } from './new-places.ts';

const dataset = (id: string) => [id, { id, name: id, source: { kind: 'managed' } }] as const;
const project = {
  datasets: Object.fromEntries([dataset('a'), dataset('b'), dataset('taken')]),
  recipes: {},
  models: {},
} as unknown as Project;

test('a recipe goes right of what it reads, level with the middle of several', () => {
  expect(placeAfter(project, ['a'], { a: { x: 0, y: 0 } })).toEqual({ x: 264, y: 28 });
  expect(placeAfter(project, ['a', 'b'], { a: { x: 0, y: 0 }, b: { x: 40, y: 200 } })).toEqual({ x: 304, y: 128 });
  expect(placeAfter(project, [], { a: { x: 0, y: 0 } })).toBeNull();
});

test('where something stands already, it goes below that', () => {
  const places = { a: { x: 0, y: 0 }, taken: { x: 340, y: 0 } };
  expect(placeAfter(project, ['a'], places)).toEqual({ x: 264, y: 140 });
});

test('new data stand below those on the left, in an empty flow on the left of what is seen', () => {
  const seen = { x: 100, y: 50, height: 500 };
  expect(placeForData(project, { a: { x: 40, y: 0 }, b: { x: 60, y: 200 }, taken: { x: 500, y: 900 } }, seen)).toEqual({
    x: 40,
    y: 296,
  });
  expect(placeForData({ ...project, datasets: {} }, {}, seen)).toEqual({ x: 164, y: 150 });
});
