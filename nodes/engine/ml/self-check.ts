import { fail } from '../../contract/errors/index.ts';
import type { FeatureColumn } from '../../contract/model.ts';
import { matrixWidth } from './features/values.ts';
import type { Frame } from './frame.ts';
import { recordOf } from './golden.ts';
import { type OnnxSession, openOnnx } from './onnx/session.ts';

const BLOCK = 2048;
/** Largest difference of a score, relative to max(1, |score|). */
export const SELF_CHECK_TOLERANCE = 1e-5;

interface TestRows {
  frame: Frame;
  columns: readonly FeatureColumn[];
  /** Frame rows of the test part. */
  rows: Uint32Array;
  /** Their features, row-major. */
  matrix: Float32Array;
  /** The trainer's own, row by row. */
  predictions: Float64Array;
  /** Places of the golden rows in `rows`. */
  golden: readonly number[];
}

/**
 * Scores the test rows with the saved ONNX, block by block: the self-check, and the golden rows' predictions. ML_SELF_CHECK when a
 * score differs; ABORTED.
 */
export async function checkSaved(onnx: Uint8Array, test: TestRows, signal: AbortSignal) {
  const { frame, columns, golden } = test;
  const width = matrixWidth(columns);
  const session = await openOnnx(onnx, width);
  try {
    const worst = await largestGap(session, test, signal);
    if (!(worst <= SELF_CHECK_TOLERANCE)) throw fail('ML_SELF_CHECK', { worst, rows: test.rows.length });
    const goldenMatrix = new Float32Array(golden.length * width);
    golden.forEach((row, i) => {
      goldenMatrix.set(test.matrix.subarray(row * width, (row + 1) * width), i * width);
    });
    const predictions = Float64Array.from(await session.run(goldenMatrix, golden.length));
    const rows = golden.map((i) => recordOf(frame, columns, test.rows[i]!));
    return { selfCheck: { rows: test.rows.length, worst }, golden: { rows, predictions } };
  } finally {
    await session.dispose();
  }
}

async function largestGap(session: OnnxSession, test: TestRows, signal: AbortSignal): Promise<number> {
  const rows = test.rows.length;
  const [width, outputs] = [test.matrix.length / rows, test.predictions.length / rows];
  let worst = 0;
  for (let from = 0; from < rows; from += BLOCK) {
    if (signal.aborted) throw fail('ABORTED');
    const count = Math.min(BLOCK, rows - from);
    const saved = await session.run(test.matrix.subarray(from * width, (from + count) * width), count);
    for (let i = 0; i < count * outputs; i++) {
      const own = test.predictions[from * outputs + i]!;
      const difference = Math.abs(own - saved[i]!) / Math.max(1, Math.abs(own));
      if (!(difference <= worst)) worst = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return worst;
}
