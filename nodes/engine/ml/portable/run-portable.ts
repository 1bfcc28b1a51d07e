import { fail } from '../../../contract/errors/index.ts';
import type { FeatureColumn, FeatureSpec, GoldenRows } from '../../../contract/model.ts';
import { recordCategory, recordNumber } from '../features/values.ts';
import { PROBABILITIES, VALUE } from '../onnx/write-model.ts';
import { type PortableOptions, PREDICTION, portableInput, portableOutputs, writePortable } from './write-portable.ts';

type Rows = GoldenRows['rows'];

export interface PortableScores {
  /** Row by row: probabilities by class, or the value. */
  scores: Float32Array;
  /** Class of each row; empty for regression. */
  predictions: readonly string[];
}

/** Scores records with a portable model in onnxruntime, through its inputs of raw columns. */
export async function runPortable(
  spec: FeatureSpec,
  model: { bytes: Uint8Array; options: PortableOptions },
  rows: Rows,
): Promise<PortableScores> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const session = await InferenceSession.create(model.bytes, { intraOpNumThreads: 1, interOpNumThreads: 1 }).catch(
    (error: unknown) => {
      throw fail('ML_MODEL_UNREADABLE', { file: 'portable.onnx', reason: String(error) }, { cause: error });
    },
  );
  try {
    const dims = [rows.length, 1];
    const feeds = spec.columns.map((column) => {
      const type = portableInput(column, model.options);
      const raw = rows.map((row) => row[column.name]);
      if (type === 'string') return [column.name, new Tensor('string', texts(column, raw), dims)] as const;
      const numbers = raw.map((value) => recordNumber(column.name, value));
      if (type === 'double') return [column.name, new Tensor('float64', Float64Array.from(numbers), dims)] as const;
      return [column.name, new Tensor('float32', Float32Array.from(numbers), dims)] as const;
    });
    const outputs = await session.run(Object.fromEntries(feeds));
    const names = portableOutputs(spec);
    const isRegression = spec.task === 'regression';
    return {
      scores: outputs[names.of(isRegression ? VALUE : PROBABILITIES)]!.data as Float32Array,
      predictions: isRegression ? [] : (outputs[names.of(PREDICTION)]!.data as string[]),
    };
  } finally {
    await session.release();
  }
}

/** Missing is the empty text; where that is a category of its own, a text that is none. */
function texts(column: FeatureColumn, raw: readonly unknown[]): string[] {
  const categories = new Set(column.kind === 'category' ? column.categories : []);
  let missing = '';
  while (categories.has(missing)) missing += '?';
  return raw.map((value) => recordCategory(column.name, value) ?? missing);
}

/**
 * Writes the portable model and has it score the golden rows through its raw columns. Where float32 inputs are too coarse for
 * them, the scaled numbers are taken as double. Throws ML_PORTABLE_CHECK when the predictions still differ by more than
 * `golden.tolerance`.
 */
export async function exportPortable(spec: FeatureSpec, onnx: Uint8Array, golden: GoldenCheck): Promise<Uint8Array> {
  let worst = Number.POSITIVE_INFINITY;
  for (const wide of [false, true]) {
    const options = { wide };
    const bytes = writePortable(spec, onnx, options);
    worst = largestDifference(golden.predictions, (await runPortable(spec, { bytes, options }, golden.rows)).scores);
    if (worst <= golden.tolerance) return bytes;
  }
  throw fail('ML_PORTABLE_CHECK', { worst, rows: golden.rows.length });
}

export interface GoldenCheck {
  rows: Rows;
  predictions: Float64Array;
  tolerance: number;
}

/** Largest difference, relative to max(1, |expected|); infinite when the lengths differ or a number is not one. */
function largestDifference(expected: Float64Array, got: Float32Array): number {
  let worst = expected.length === got.length ? 0 : Number.POSITIVE_INFINITY;
  expected.forEach((value, i) => {
    const difference = Math.abs(value - got[i]!) / Math.max(1, Math.abs(value));
    worst = difference <= worst ? worst : Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  });
  return worst;
}
