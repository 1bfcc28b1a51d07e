import type { Task } from '../../../contract/model.ts';

/**
 * One decision tree in flat arrays; node 0 is the root. A row goes left when its value is ≤ `threshold` (float32), or,
 * where `sets[node]` is given, when its value is one of that set; a missing value (NaN) goes left when `missingLeft` is 1.
 */
export interface Tree {
  /** Matrix column tested; −1 for a leaf. */
  feature: Int32Array;
  threshold: Float32Array;
  sets: (Float32Array | null)[];
  missingLeft: Uint8Array;
  left: Int32Array;
  right: Int32Array;
  /** Leaf value, added to the score of `output`. */
  value: Float32Array;
  /** Which output the tree adds to: the class for several classes, else 0. */
  output: number;
}

/** A sum of trees. Scores become probabilities by the logistic function (binary), softmax (multiclass) or stay (regression). */
export interface Ensemble {
  task: Task;
  /** Scores a row: 1 for binary and regression, else the number of classes. */
  outputs: number;
  /** Columns of the input matrix. */
  features: number;
  trees: readonly Tree[];
}

/** Index of the leaf that a matrix row (float32 values from `offset`) falls into. */
export function leafOf(tree: Tree, matrix: Float32Array, offset: number): number {
  let node = 0;
  for (let feature = tree.feature[0]!; feature >= 0; feature = tree.feature[node]!) {
    const value = matrix[offset + feature]!;
    node = goesLeft(tree, node, value) ? tree.left[node]! : tree.right[node]!;
  }
  return node;
}

/** Whether `value` takes the left branch of `node`. */
export function goesLeft(tree: Tree, node: number, value: number): boolean {
  if (Number.isNaN(value)) return tree.missingLeft[node] === 1;
  const set = tree.sets[node];
  return set ? set.includes(value) : value <= tree.threshold[node]!;
}

/** Scores of all rows of a row-major float32 matrix, rows × outputs, summed in double precision. The reference evaluator. */
export function ensembleScores(ensemble: Ensemble, matrix: Float32Array, rows: number): Float64Array {
  const { features, outputs, trees } = ensemble;
  const scores = new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    const offset = row * features;
    for (const tree of trees) {
      scores[row * outputs + tree.output]! += tree.value[leafOf(tree, matrix, offset)]!;
    }
  }
  return scores;
}

/** Scores → probabilities by class (binary: two columns) or values (regression), in a new array rows × columns. */
export function applyLink(task: Task, scores: Float64Array, outputs: number): Float64Array {
  if (task === 'regression') return scores.slice();
  if (task === 'binary') {
    const result = new Float64Array(scores.length * 2);
    for (let row = 0; row < scores.length; row++) {
      const p = 1 / (1 + Math.exp(-scores[row]!));
      result[row * 2] = 1 - p;
      result[row * 2 + 1] = p;
    }
    return result;
  }
  const result = scores.slice();
  for (let from = 0; from < result.length; from += outputs) softmaxInPlace(result.subarray(from, from + outputs));
  return result;
}

/** Softmax of one row, in place. */
export function softmaxInPlace(row: Float64Array): void {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of row) top = Math.max(top, value);
  let sum = 0;
  for (let i = 0; i < row.length; i++) {
    row[i] = Math.exp(row[i]! - top);
    sum += row[i]!;
  }
  for (let i = 0; i < row.length; i++) row[i]! /= sum;
}
