import type { Edge, InternalNode } from '@xyflow/react';
import { expect, test } from 'vitest';
import type { AnyNode } from '../layers.ts';
import { curveOf, wireNear } from './wires.ts';

const node = (id: string, x: number, y: number) =>
  [id, { id, measured: { width: 100, height: 40 }, internals: { positionAbsolute: { x, y } } }] as const;
const nodes = new Map([node('a', 0, 0), node('b', 300, 0), node('c', 300, 200)]) as unknown as Map<
  string,
  InternalNode<AnyNode>
>;
const edges: Edge[] = [
  { id: 'ab', source: 'a', target: 'b' },
  { id: 'ac', source: 'a', target: 'c' },
];
const near = (x: number, y: number) => wireNear(edges, { nodes, transform: [0, 0, 1] }, { x, y });

test('a wire runs from the right side of a node to the left side of the next', () => {
  const curve = curveOf(edges[0]!, nodes, [10, 20, 0.5]);
  expect(curve).toEqual({ x1: 60, y1: 30, x2: 160, y2: 30, bend: 50, corners: null });
});

test('a wire is found within some pixels of its curve, the nearest of several', () => {
  expect(near(250, 24)).toBe('ab');
  expect(near(200, 120)).toBe('ac');
  expect(near(200, 70)).toBe(null);
  expect(near(500, 20)).toBe(null);
});

test('a wire that runs back is found along its corners, between the two rows', () => {
  const back: Edge[] = [{ id: 'ca', source: 'c', target: 'a' }];
  const at = (x: number, y: number) => wireNear(back, { nodes, transform: [0, 0, 1] }, { x, y });
  expect(at(200, 120)).toBe('ca');
  expect(at(420, 180)).toBe('ca');
  expect(at(200, 60)).toBe(null);
});

test('a wire to a node that is not there is never found', () => {
  expect(wireNear([{ id: 'x', source: 'a', target: 'gone' }], { nodes, transform: [0, 0, 1] }, { x: 150, y: 20 })).toBe(
    null,
  );
});
