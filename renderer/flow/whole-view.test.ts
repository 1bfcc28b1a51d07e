import { expect, test } from 'vitest';
import { isCovered, wholeView } from './whole-view.ts';

const canvas = { width: 820, height: 752 };
const node = (x: number, y: number) => ({ x, y, width: 176, height: 56 });
const around = (nodes: readonly ReturnType<typeof node>[]) => {
  const [x, y] = [Math.min(...nodes.map((one) => one.x)), Math.min(...nodes.map((one) => one.y))];
  const [right, bottom] = [Math.max(...nodes.map((one) => one.x)) + 176, Math.max(...nodes.map((one) => one.y)) + 56];
  return { x, y, width: right - x, height: bottom - y };
};
const view = (nodes: readonly ReturnType<typeof node>[], hasMap = true) =>
  wholeView({ nodes, bounds: around(nodes), canvas, hasMap, most: 1 });

test('the whole flow is seen, in the middle of what panes and bars leave free', () => {
  const nodes = [node(0, 0), node(1600, 900)];
  const { x, y, zoom } = view(nodes, false);
  expect(zoom).toBeCloseTo((820 - 64) / 1776);
  expect(x).toBeCloseTo(32);
  expect(y).toBeGreaterThan(52);
  expect(view([node(100, 100)], false).zoom).toBe(1);
});

test('where nodes would stand behind the map the view is as small as it must be', () => {
  for (const nodes of [
    [node(0, 0), node(800, 900)],
    [node(0, 0), node(1300, 1500)],
    [node(0, 0), node(1600, 1250)],
  ]) {
    const plain = view(nodes, false);
    expect(isCovered(nodes, plain, canvas)).toBe(true);
    const clear = view(nodes);
    expect(isCovered(nodes, clear, canvas)).toBe(false);
    expect(clear.zoom).toBeLessThanOrEqual(plain.zoom);
  }
});

test('a flow that leaves the corner free is seen as without the map', () => {
  const nodes = [node(0, 0), node(1600, 0), node(0, 700)];
  expect(view(nodes)).toEqual(view(nodes, false));
});
