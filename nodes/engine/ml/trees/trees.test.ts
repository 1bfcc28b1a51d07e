import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../../../base/random.ts';
import { openOnnx } from '../onnx/session.ts';
import { applyLink, type Ensemble, ensembleScores, type Tree } from './ensemble.ts';
import { createTreeEvaluator } from './evaluator.ts';
import { treesFromOnnx } from './from-onnx.ts';
import { treesToOnnx } from './to-onnx.ts';

const FEATURES = 7;
const FIRST_CATEGORY = 5;
const ROWS = 1000;

function randomTree(random: Random, output: number, depth: number): Tree {
  const nodes: { feature: number; threshold: number; set: Float32Array | null; missing: number; value: number }[] = [];
  const left: number[] = [];
  const right: number[] = [];
  const add = (levels: number): number => {
    const at = nodes.length;
    const isLeaf = levels === 0 || (levels < depth && random() < 0.15);
    const feature = isLeaf ? -1 : random.int(FEATURES);
    const codes = [...Array(12).keys()].filter(() => random() < 0.3);
    const set = feature >= FIRST_CATEGORY ? Float32Array.from(codes.length > 0 ? codes : [3]) : null;
    const value = isLeaf ? Math.fround(random() - 0.5) : 0;
    nodes.push({ feature, threshold: Math.fround(random()), set, missing: isLeaf ? 0 : random.int(2), value });
    left.push(-1);
    right.push(-1);
    if (!isLeaf) {
      left[at] = add(levels - 1);
      right[at] = add(levels - 1);
    }
    return at;
  };
  add(depth);
  return {
    output,
    feature: Int32Array.from(nodes, (node) => node.feature),
    threshold: Float32Array.from(nodes, (node) => node.threshold),
    sets: nodes.map((node) => node.set),
    missingLeft: Uint8Array.from(nodes, (node) => node.missing),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    value: Float32Array.from(nodes, (node) => node.value),
  };
}

function randomEnsemble(task: Ensemble['task'], depth: number): Ensemble {
  const random = createRandom(depth);
  const outputs = task === 'multiclass' ? 3 : 1;
  const trees = Array.from({ length: 31 }, (_, i) => randomTree(random, i % outputs, depth));
  return { task, outputs, features: FEATURES, trees };
}

/** Values on, just above and between thresholds, missing ones, unseen categories. */
function randomMatrix(ensemble: Ensemble): Float32Array {
  const random = createRandom(99);
  const thresholds = ensemble.trees.flatMap((tree) => [...tree.threshold]);
  return Float32Array.from({ length: ROWS * FEATURES }, (_, i) => {
    if (random() < 0.1) return Number.NaN;
    if (i % FEATURES >= FIRST_CATEGORY) return random.int(14);
    if (random() < 0.02) return random() < 0.5 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    return random() < 0.5 ? random.pick(thresholds) : random();
  });
}

describe.each(['binary', 'multiclass', 'regression'] as const)('%s ensembles', (task) => {
  test.each([3, 5, 6, 8])('score alike in onnxruntime, bit masks and plain arrays (depth %i)', async (depth) => {
    const ensemble = randomEnsemble(task, depth);
    const matrix = randomMatrix(ensemble);
    const expected = ensembleScores(ensemble, matrix, ROWS);
    const evaluator = createTreeEvaluator(ensemble);
    expect(evaluator.kind).toBe(depth === 8 ? 'arrays' : 'masks');
    evaluator.input().set(matrix);
    expect(worst(expected, evaluator.run(ROWS))).toBeLessThan(1e-12);
    const bytes = treesToOnnx(ensemble, task === 'multiclass' ? 3 : 2);
    const session = await openOnnx(bytes, FEATURES);
    const linked = applyLink(task, expected, ensemble.outputs);
    expect(worst(linked, await session.run(matrix, ROWS))).toBeLessThan(2e-6);
    await session.dispose();
  });

  test('survive the way through ONNX unchanged', () => {
    const ensemble = randomEnsemble(task, 5);
    const back = treesFromOnnx(treesToOnnx(ensemble, task === 'multiclass' ? 3 : 2))!;
    const matrix = randomMatrix(ensemble);
    expect(ensembleScores(back, matrix, ROWS)).toEqual(ensembleScores(ensemble, matrix, ROWS));
  });
});

function worst(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let result = 0;
  for (let i = 0; i < a.length; i++) result = Math.max(result, Math.abs(a[i]! - b[i]!));
  return result;
}
