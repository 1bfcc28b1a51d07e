import { expect, test } from 'vitest';
import { firstView, LEGIBLE } from './first-view.ts';
import { sizes } from './graph.ts';
import type { AnyNode } from './layers.ts';

const room = { width: 1000, height: 700, hasMap: false };
const node = (id: string, x: number, y: number) =>
  ({ id, type: 'flow', position: { x, y }, data: {}, ...sizes.dataset, measured: sizes.dataset }) as AnyNode;
/** Where a node stands on the screen. */
const seenAt = ({ position }: AnyNode, { x, y, zoom }: ReturnType<typeof firstView>) => ({
  left: position.x * zoom + x,
  top: position.y * zoom + y,
});

test('a small flow is seen whole, in the middle, not larger than it is', () => {
  const [a, b] = [node('a', 0, 0), node('b', 400, 0)];
  const view = firstView([a, b], room);
  expect(view.zoom).toBe(1);
  const [left, right] = [seenAt(a, view).left, seenAt(b, view).left + sizes.dataset.width];
  expect(left).toBeCloseTo(room.width - right);
});

test('a flow too wide for its names to be read is seen from its beginning', () => {
  const nodes = Array.from({ length: 60 }, (_, i) => node(`n${i}`, i * 300, (i % 5) * 120));
  const view = firstView(nodes, room);
  expect(view.zoom).toBe(LEGIBLE);
  expect(seenAt(nodes[0]!, view).left).toBe(32);
  expect(seenAt(nodes[59]!, view).left).toBeGreaterThan(room.width);
});

test('a flow higher than the canvas is seen where most of its first nodes are', () => {
  const high = [...Array.from({ length: 40 }, (_, i) => node(`n${i}`, 0, 9000 + i * 90)), node('far', 0, 0)];
  const view = firstView(high, room);
  const shown = high.filter((one) => seenAt(one, view).top > 0 && seenAt(one, view).top < room.height);
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.map(({ id }) => id)).not.toContain('far');
});

test('an empty flow is seen as it is', () => {
  expect(firstView([], room)).toEqual({ x: 0, y: 0, zoom: 1 });
});
