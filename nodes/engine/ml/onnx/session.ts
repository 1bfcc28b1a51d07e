import { fail } from '../../../contract/errors/index.ts';
import { INPUT, PROBABILITIES, VALUE } from './write-model.ts';

/** A model loaded in onnxruntime. */
export interface OnnxSession {
  /** Scores a row-major matrix: probabilities by class, or values, row by row. */
  run(matrix: Float32Array, rows: number): Promise<Float32Array>;
  dispose(): Promise<void>;
}

/** Loads `model.onnx` as Millrace writes it, on one thread. onnxruntime is loaded at the first call. */
export async function openOnnx(bytes: Uint8Array, features: number): Promise<OnnxSession> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  }).catch((error: unknown) => {
    throw fail('ML_MODEL_UNREADABLE', { file: 'model.onnx', reason: String(error) }, { cause: error });
  });
  const output = session.outputNames.includes(PROBABILITIES) ? PROBABILITIES : VALUE;
  return {
    run: async (matrix, rows) => {
      const result = await session.run({ [INPUT]: new Tensor('float32', matrix, [rows, features]) }, [output]);
      return result[output]!.data as Float32Array;
    },
    dispose: () => session.release(),
  };
}
