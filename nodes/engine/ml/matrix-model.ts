import { fail } from '../../contract/errors/index.ts';
import { linearFromOnnx, predictLinear } from './linear-model.ts';
import { openOnnx } from './onnx/session.ts';
import { type Ensemble, softmaxInPlace } from './trees/ensemble.ts';
import { createTreeEvaluator } from './trees/evaluator.ts';
import { treesFromOnnx } from './trees/from-onnx.ts';

/** Scores rows that the caller writes into `input()`: probabilities by class or values, valid until the next call. */
export interface SyncModel {
  batch: number;
  input(): Float32Array;
  run(rows: number): Float64Array;
}

/** `model.onnx`, loaded into whatever runs it best. */
export interface MatrixModel {
  readonly kind: string;
  readonly batch: number;
  input(): Float32Array;
  /** Scores the first rows of `input()`. */
  run(rows: number): Promise<ArrayLike<number>> | ArrayLike<number>;
  /** Scores any number of rows. */
  runMatrix(matrix: Float32Array, rows: number): Promise<Float64Array>;
  /** Present when scoring needs no waiting. */
  readonly sync: SyncModel | null;
  dispose(): Promise<void>;
}

const BATCH = 1024;

/** Opens a model; `width` is the number of its input's columns. Throws ML_MODEL_UNREADABLE. */
export async function openMatrixModel(
  bytes: Uint8Array,
  options: { width: number; evaluator: 'wasm' | 'onnx' | 'auto' },
): Promise<MatrixModel> {
  const own = options.evaluator === 'onnx' ? null : openOwn(bytes, options.width);
  return own ? fromSync(own, options.width) : fromOnnx(bytes, options.width);
}

function openOwn(bytes: Uint8Array, width: number): (SyncModel & { kind: string }) | null {
  try {
    const ensemble = treesFromOnnx(bytes);
    if (ensemble) return ensemble.features === width ? treeModel(ensemble) : null;
    const linear = linearFromOnnx(bytes);
    if (linear?.features !== width) return null;
    const input = new Float32Array(BATCH * width);
    return { kind: 'linear', batch: BATCH, input: () => input, run: (rows) => predictLinear(linear, input, rows) };
  } catch (error) {
    throw fail('ML_MODEL_UNREADABLE', { file: 'model.onnx', reason: 'it is not an ONNX model' }, { cause: error });
  }
}

function treeModel(ensemble: Ensemble): SyncModel & { kind: string } {
  const evaluator = createTreeEvaluator(ensemble);
  const { kind, batch } = evaluator;
  return { kind, batch, input: () => evaluator.input(), run: linkOf(ensemble, evaluator) };
}

/** Probabilities or values without a new array for each call. */
function linkOf(ensemble: Ensemble, evaluator: ReturnType<typeof createTreeEvaluator>): SyncModel['run'] {
  const { task, outputs } = ensemble;
  if (task === 'regression') return (rows) => evaluator.run(rows);
  if (task === 'multiclass') {
    return (rows) => {
      const scores = evaluator.run(rows);
      for (let from = 0; from < scores.length; from += outputs) softmaxInPlace(scores.subarray(from, from + outputs));
      return scores;
    };
  }
  const result = new Float64Array(evaluator.batch * 2);
  return (rows) => {
    const scores = evaluator.run(rows);
    for (let row = 0; row < rows; row++) {
      const p = 1 / (1 + Math.exp(-scores[row]!));
      result[row * 2] = 1 - p;
      result[row * 2 + 1] = p;
    }
    return rows === evaluator.batch ? result : result.subarray(0, rows * 2);
  };
}

function fromSync(own: SyncModel & { kind: string }, width: number): MatrixModel {
  return {
    kind: own.kind,
    batch: own.batch,
    input: own.input,
    run: own.run,
    runMatrix: async (matrix, rows) => {
      const parts: number[] = [];
      for (let from = 0; from < rows; from += own.batch) {
        const count = Math.min(own.batch, rows - from);
        own.input().set(matrix.subarray(from * width, (from + count) * width));
        for (const value of own.run(count)) parts.push(value);
      }
      return Float64Array.from(parts);
    },
    sync: own,
    dispose: async () => {},
  };
}

async function fromOnnx(bytes: Uint8Array, width: number): Promise<MatrixModel> {
  const session = await openOnnx(bytes, width);
  const batch = BATCH * 8;
  const input = new Float32Array(batch * width);
  return {
    kind: 'onnx',
    batch,
    input: () => input,
    run: (rows) => session.run(input.subarray(0, rows * width), rows),
    runMatrix: async (matrix, rows) => Float64Array.from(await session.run(matrix, rows)),
    sync: null,
    dispose: () => session.dispose(),
  };
}
