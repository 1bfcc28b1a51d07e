import { expect, test } from 'vitest';
import { type BoostData, boostData, boostJob, runJob } from '../../testing/boosting.ts';
import type { Tree } from '../../trees/ensemble.ts';
import { binEdges } from './edges.ts';
import { runBoost } from './run-boost.ts';

function countByLeaf(tree: Tree, data: BoostData, rows: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let row = 0; row < rows; row++) {
    let node = 0;
    while (tree.feature[node]! >= 0) {
      const value = data.columns[tree.feature[node]!]![row]!;
      const set = tree.sets[node];
      const left = Number.isNaN(value)
        ? tree.missingLeft[node] === 1
        : set
          ? set.includes(value)
          : value <= tree.threshold[node]!;
      node = left ? tree.left[node]! : tree.right[node]!;
    }
    counts.set(node, (counts.get(node) ?? 0) + 1);
  }
  return counts;
}

test('every leaf has the least number of rows, and the tree at most the leaves asked for', async () => {
  const data = boostData(3000);
  const { trees } = await runJob(boostJob(data, 1, { minLeafRows: 40, leaves: 17 }), false);
  for (const tree of trees) {
    const counts = countByLeaf(tree, data, 3000);
    const leaves = tree.feature.filter((feature) => feature < 0).length;
    expect(counts.size).toBe(leaves);
    expect(leaves).toBeLessThanOrEqual(17);
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(40);
  }
});

test('the limit of depth holds', async () => {
  const { trees } = await runJob(boostJob(boostData(2000), 1, { maxDepth: 2 }), false);
  for (const tree of trees) expect(tree.feature.filter((feature) => feature < 0).length).toBeLessThanOrEqual(4);
});

test('the loss falls, and missing values and categories are used', async () => {
  const { trees, curve, gain } = await runJob(boostJob(boostData(4000), 1, { trees: 30 }), false);
  expect(curve.at(-1)!.train).toBeLessThan(curve[0]!.train * 0.9);
  expect(trees.some((tree) => tree.missingLeft.some((left) => left === 1))).toBe(true);
  expect(trees.some((tree) => tree.sets.some((set) => set !== null))).toBe(true);
  expect(gain[3]!).toBeLessThan(gain[0]! / 4);
});

test('training ends early when the validation loss no longer falls, and keeps the best round', async () => {
  const result = await runJob(
    boostJob(boostData(1500), 1, { trees: 400, earlyStoppingRounds: 5, learningRate: 0.3 }),
    false,
  );
  expect(result.curve.length).toBeLessThan(400);
  expect(result.trees.length).toBe(result.rounds);
  const losses = result.curve.map(({ validation }) => validation!);
  expect(losses[result.rounds - 1]).toBeCloseTo(Math.min(...losses), 8);
});

test.each([true, false])('aborting ends the training with ABORTED (workers: %s)', async (inWorkers) => {
  const abort = new AbortController();
  const job = boostJob(boostData(2000), inWorkers ? 2 : 1, { trees: 5000 });
  const training = runBoost(job, { signal: abort.signal, inWorkers, fill: () => {}, onRound: () => abort.abort() });
  await expect(training).rejects.toMatchObject({ code: 'ABORTED' });
});

test('bins have about equal numbers of rows, and frequent values one of their own', () => {
  const values = Float32Array.from({ length: 20_000 }, (_, i) => (i % 2 ? 0 : i));
  const edges = binEdges(values, 50);
  expect(edges.length).toBeLessThan(50);
  expect(edges[0]).toBeGreaterThanOrEqual(0);
  expect(edges[0]).toBeLessThan(2);
  expect([...edges]).toEqual([...edges].sort((a, b) => a - b));
  expect(binEdges(Float32Array.of(1, 2, 3, Number.NaN, 2), 255)).toEqual(Float32Array.of(1.5, 2.5));
  expect(binEdges(Float32Array.of(Number.NaN), 255).length).toBe(0);
});
