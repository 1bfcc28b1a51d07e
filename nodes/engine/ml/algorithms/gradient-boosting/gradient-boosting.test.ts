import { expect, test } from 'vitest';
import { GradientBoostingSettings } from '../../../../contract/model.ts';
import type { Tree } from '../../trees/ensemble.ts';
import { binEdges } from './edges.ts';
import { type BoostJob, planLayout } from './job.ts';
import { boostingModule } from './kernel.ts';
import { runBoost } from './run-boost.ts';

const FEATURES = 5;

interface Data {
  columns: Float32Array[];
  target: Float32Array;
}

/** Column 4 is a category of 6 codes; column 1 has missing values that matter. */
function makeData(rows: number): Data {
  let state = 42;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const columns = Array.from({ length: FEATURES }, () => Float32Array.from({ length: rows }, next));
  const [a, b, c, , kind] = columns as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  const target = new Float32Array(rows);
  for (let i = 0; i < rows; i++) {
    kind[i] = Math.floor(kind[i]! * 6);
    const missing = next() < 0.2;
    const score = 4 * a[i]! - 2 + (missing ? 2 : b[i]!) + (kind[i]! % 2 ? 1.5 : -1.5) * c[i]!;
    if (missing) b[i] = Number.NaN;
    target[i] = next() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  }
  return { columns, target };
}

function makeJob(data: Data, threads: number, more: Partial<GradientBoostingSettings> = {}): BoostJob {
  const settings = GradientBoostingSettings.parse({
    id: 'gradient-boosting',
    trees: 12,
    earlyStoppingRounds: 0,
    ...more,
  });
  const total = data.target.length;
  const validationRows = settings.earlyStoppingRounds > 0 ? Math.floor(total / 5) : 0;
  const rows = total - validationRows;
  const layout = planLayout({ threads, rows, validationRows, features: FEATURES, outputs: 1, leaves: settings.leaves });
  const memory = new WebAssembly.Memory({ initial: Math.ceil(layout.bytes / 65_536), maximum: 65_536, shared: true });
  data.columns.forEach((column, f) => {
    new Float32Array(memory.buffer, layout.raw + f * total * 4, total).set(column);
  });
  new Float32Array(memory.buffer, layout.rawTarget, total).set(data.target);
  new Float32Array(memory.buffer, layout.rawWeight, total).fill(1);
  const categories = [false, false, false, false, true];
  const monotone = [0, 0, 0, 0, 0];
  const kernel = boostingModule();
  return { kernel, memory, layout, task: 'binary', outputs: 1, base: [0], categories, monotone, settings, seed: 7 };
}

const run = (job: BoostJob, inWorkers: boolean, signal = new AbortController().signal) =>
  runBoost(job, { signal, inWorkers, fill: () => {}, onRound: () => {} });

function countByLeaf(tree: Tree, data: Data, rows: number): Map<number, number> {
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

test('the trees are the same on one, two and three threads, in workers or not', async () => {
  const data = makeData(5000);
  const options = { subsample: 0.7, featureShare: 0.8, earlyStoppingRounds: 5 };
  const here = await run(makeJob(data, 1, options), false);
  const two = await run(makeJob(data, 2, options), true);
  const three = await run(makeJob(data, 3, options), true);
  expect(two.trees).toEqual(here.trees);
  expect(three.trees).toEqual(here.trees);
  expect(two.curve).toEqual(here.curve);
});

test('every leaf has the least number of rows, and the tree at most the leaves asked for', async () => {
  const data = makeData(3000);
  const { trees } = await run(makeJob(data, 1, { minLeafRows: 40, leaves: 17 }), false);
  for (const tree of trees) {
    const counts = countByLeaf(tree, data, 3000);
    const leaves = tree.feature.filter((feature) => feature < 0).length;
    expect(counts.size).toBe(leaves);
    expect(leaves).toBeLessThanOrEqual(17);
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(40);
  }
});

test('the limit of depth holds', async () => {
  const { trees } = await run(makeJob(makeData(2000), 1, { maxDepth: 2 }), false);
  for (const tree of trees) expect(tree.feature.filter((feature) => feature < 0).length).toBeLessThanOrEqual(4);
});

test('the loss falls, and missing values and categories are used', async () => {
  const { trees, curve, gain } = await run(makeJob(makeData(4000), 1, { trees: 30 }), false);
  expect(curve.at(-1)!.train).toBeLessThan(curve[0]!.train * 0.9);
  expect(trees.some((tree) => tree.missingLeft.some((left) => left === 1))).toBe(true);
  expect(trees.some((tree) => tree.sets.some((set) => set !== null))).toBe(true);
  expect(gain[3]!).toBeLessThan(gain[0]! / 4);
});

test('training ends early when the validation loss no longer falls, and keeps the best round', async () => {
  const result = await run(
    makeJob(makeData(1500), 1, { trees: 400, earlyStoppingRounds: 5, learningRate: 0.3 }),
    false,
  );
  expect(result.curve.length).toBeLessThan(400);
  expect(result.trees.length).toBe(result.rounds);
  const losses = result.curve.map(({ validation }) => validation!);
  expect(losses[result.rounds - 1]).toBeCloseTo(Math.min(...losses), 8);
});

test.each([true, false])('aborting ends the training with ABORTED (workers: %s)', async (inWorkers) => {
  const abort = new AbortController();
  const job = makeJob(makeData(2000), inWorkers ? 2 : 1, { trees: 5000 });
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
