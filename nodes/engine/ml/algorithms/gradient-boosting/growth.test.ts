import { expect, test } from 'vitest';
import { createRandom } from '../../../../base/random.ts';
import { Growth, type GrowthLimits } from './growth.ts';
import type { Leaf } from './leaf.ts';

const bounds = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/** A leaf whose gain follows from its path alone; sides gain less on the whole, some nothing, some the same as others. */
function leafAt(path: string): Leaf {
  const seed = [...path].reduce((sum, side) => sum * 3 + Number(side) + 1, 1);
  const random = createRandom(seed);
  const gain = random() < 0.1 ? 0 : Math.round((20 * random()) / 1.2 ** path.length);
  const sums = { g: 0, h: 0, rows: 0 };
  const best = { score: gain, feature: seed % 1000, bin: 1, missingLeft: 0, set: null, left: sums };
  return { slot: 0, node: -1, depth: path.length, sums, bounds, histogram: 0, best, gain, children: null };
}

/** Grows a tree of such leaves as the coordinator does. */
function grow(limits: GrowthLimits) {
  const paths = new Map<Leaf, string>();
  const at = (path: string) => {
    const leaf = leafAt(path);
    paths.set(leaf, path);
    return leaf;
  };
  const root = at('1');
  root.gain = 50;
  const growth = new Growth(root, limits);
  const waiting = () => growth.leaves.filter(({ children }) => children).length;
  const count = { commands: 0, expansions: 0, mostWaiting: 0 };
  for (let leaf = growth.next(); leaf; leaf = growth.next()) {
    if (!leaf.children) {
      const leaves = growth.toExpand(leaf);
      expect(leaves[0]).toBe(leaf);
      for (const one of leaves) one.children = [at(`${paths.get(one)}0`), at(`${paths.get(one)}1`)];
      count.commands += 1;
      count.expansions += leaves.length;
    }
    growth.choose(leaf);
    count.mostWaiting = Math.max(count.mostWaiting, waiting());
  }
  return { nodes: growth.nodes, weakest: growth.weakest, wasted: waiting(), ...count };
}

test.each([2, 3, 4, 5, 31, 100])('what is expanded ahead does not change a tree of %i leaves', (leaves) => {
  const plain = grow({ leaves, ahead: 0, worth: 0 });
  expect(plain.nodes.length).toBe(2 * leaves - 1);
  expect(plain.commands).toBe(leaves - 1);
  for (const ahead of [1, 4]) {
    for (const worth of [0, plain.weakest, Number.POSITIVE_INFINITY]) {
      const eager = grow({ leaves, ahead, worth });
      expect(eager.nodes).toEqual(plain.nodes);
      expect(eager.mostWaiting).toBeLessThanOrEqual(ahead);
      expect(eager.expansions).toBe(leaves - 1 + eager.wasted);
    }
  }
});

test('with the weakest gain known before, a quarter fewer commands do, and nothing is wasted', () => {
  const { weakest } = grow({ leaves: 31, ahead: 0, worth: 0 });
  const eager = grow({ leaves: 31, ahead: 4, worth: weakest });
  expect(eager.commands).toBeLessThan(24);
  expect(eager.wasted).toBe(0);
});

test('of equal gains the leaf that came first is chosen', () => {
  const root = { ...leafAt('1'), gain: 9 };
  const growth = new Growth(root, { leaves: 3, ahead: 0, worth: 0 });
  root.children = [
    { ...leafAt('10'), gain: 5 },
    { ...leafAt('11'), gain: 5 },
  ];
  growth.choose(root);
  expect(growth.next()).toBe(root.children[0]);
});
