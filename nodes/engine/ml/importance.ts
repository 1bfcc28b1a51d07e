import { createRandom } from '../../base/random.ts';
import type { FeatureColumn, ModelReport, Task } from '../../contract/model.ts';
import { featureWidth, matrixWidth } from './features/values.ts';
import { quickQuality } from './metrics/evaluation.ts';

export interface ImportanceInput {
  task: Task;
  classes: readonly string[];
  columns: readonly FeatureColumn[];
  /** Row-major matrix of labelled rows. */
  matrix: Float32Array;
  target: Float64Array;
  gain: Float64Array;
  predict(matrix: Float32Array, rows: number): Float64Array;
  seed: number;
}

/** Gain shares, and how much worse the model gets when a feature's values are shuffled (Breiman 2001), greatest first. */
export function importance(input: ImportanceInput): ModelReport['importance'] {
  const { columns, matrix, target } = input;
  const rows = target.length;
  const width = matrixWidth(columns);
  const quality = (predictions: Float64Array) => quickQuality({ ...input, predictions });
  const full = quality(input.predict(matrix, rows));
  const total = input.gain.reduce((a, b) => a + b, 0);
  let at = 0;
  const result = columns.map((column, i) => {
    const span = { from: at, width: featureWidth(column) };
    at += span.width;
    const shuffled = shuffleColumns(matrix, { ...span, rows, rowWidth: width, seed: input.seed + i });
    const permutation = rows > 1 ? full - quality(input.predict(shuffled, rows)) : null;
    return { feature: column.name, gain: total > 0 ? input.gain[i]! / total : 0, permutation };
  });
  return result.sort((a, b) => b.gain - a.gain);
}

function shuffleColumns(
  matrix: Float32Array,
  span: { from: number; width: number; rows: number; rowWidth: number; seed: number },
): Float32Array {
  const random = createRandom(span.seed);
  const order = Uint32Array.from({ length: span.rows }, (_, i) => i);
  for (let i = span.rows - 1; i > 0; i--) {
    const j = random.int(i + 1);
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  const result = matrix.slice();
  for (let row = 0; row < span.rows; row++) {
    const source = order[row]! * span.rowWidth + span.from;
    result.set(matrix.subarray(source, source + span.width), row * span.rowWidth + span.from);
  }
  return result;
}
