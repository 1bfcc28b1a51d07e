import { expect, test } from 'vitest';
import type { Project } from '../../nodes/contract/project/index.ts';
import { columnFrom, placeAfter, placeForData } from './new-places.ts';

const dataset = (id: string) => [id, { id, name: id, source: { kind: 'managed' } }] as const;
const project = {
  datasets: Object.fromEntries([dataset('a'), dataset('b'), dataset('taken')]),
  recipes: {},
  models: {},
  layout: { nodes: {} },
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

test('notes and the zones of others are in the way as well', () => {
  const note = { id: 'n', text: '', colour: 'amber' as const, x: 300, y: 0, width: 240, height: 160 };
  const noted = { ...project, layout: { nodes: {}, notes: { n: note } } };
  expect(placeAfter(noted, ['a'], { a: { x: 0, y: 0 } })?.y).toBeGreaterThan(160);
  const zone = { id: 'z', name: 'Z', colour: 'blue' as const, nodes: ['b', 'taken'] };
  const zoned = { ...project, layout: { nodes: {}, zones: { z: zone } } };
  const places = { a: { x: 0, y: 100 }, b: { x: 300, y: -100 }, taken: { x: 300, y: 300 } };
  expect(placeAfter(zoned, ['a'], places)?.y).toBeGreaterThan(300);
});

test('several new datasets stand in one column that covers nothing', () => {
  const placed = { ...project, layout: { nodes: { a: { x: 0, y: 0 }, b: { x: 0, y: 100 }, taken: { x: 0, y: 300 } } } };
  expect(columnFrom(placed, ['n', 'm'], { x: 400, y: 20 })).toEqual({ n: { x: 400, y: 20 }, m: { x: 400, y: 108 } });
  expect(columnFrom(placed, ['n', 'm'], { x: 10, y: 290 })).toEqual({ n: { x: 10, y: 380 }, m: { x: 10, y: 468 } });
});

test('new data stand below those on the left, in an empty flow on the left of what is seen', () => {
  const seen = { x: 100, y: 50, height: 500 };
  expect(placeForData(project, { a: { x: 40, y: 0 }, b: { x: 60, y: 200 }, taken: { x: 500, y: 900 } }, seen)).toEqual({
    x: 40,
    y: 296,
  });
  expect(placeForData({ ...project, datasets: {} }, {}, seen)).toEqual({ x: 164, y: 150 });
});
