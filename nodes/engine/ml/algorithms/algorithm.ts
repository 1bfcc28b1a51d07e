import type { z } from 'zod';
import type { FormSection, KindIdentity } from '../../../contract/catalog.ts';
import type { AlgorithmSettings, FeatureColumn, ModelReport, Task } from '../../../contract/model.ts';
import type { FeatureStyle } from '../features/fit.ts';
import type { Frame } from '../frame.ts';
import type { Split } from '../split.ts';

/** What an algorithm learns from. Rows are numbers of frame rows. */
export interface FitInput<S = AlgorithmSettings> {
  task: Task;
  /** Number of classes; 0 for regression. */
  classes: number;
  frame: Frame;
  columns: readonly FeatureColumn[];
  rows: Uint32Array;
  /** Class index or value of every frame row. */
  target: Float64Array;
  /** Weight of a row by its class; all 1 without class weights. */
  classWeights: Float64Array;
  settings: S;
  seed: number;
  /** Divides training rows into a part to fit and one (`test`) to watch, in the manner of the user's split. */
  innerSplit(share: number): Split;
}

export interface FitContext {
  signal: AbortSignal;
  progress(fraction: number, message: string): void;
  threads: number;
}

export interface FittedModel {
  onnx: Uint8Array;
  /** The trainer's own predictions: probabilities by class, or values, for a row-major float32 matrix. */
  predict(matrix: Float32Array, rows: number): Float64Array;
  /** Importance by feature column, not normalised. */
  gain: Float64Array;
  curve: ModelReport['trainingCurve'];
  rounds: number;
  /** Rows not used to fit, if any. */
  validationRows: Uint32Array;
  /** Rows whose predictions are fair enough to choose a threshold on; null: only the test rows are. */
  thresholdRows: Uint32Array | null;
}

/** One way to learn; settings, form and identity are published in the catalogue. */
export interface AlgorithmKind<S extends AlgorithmSettings = AlgorithmSettings> extends KindIdentity {
  readonly version: number;
  readonly settings: z.ZodType<S>;
  readonly form: readonly FormSection[];
  readonly tasks: readonly Task[];
  readonly style: FeatureStyle;
  fit(input: FitInput<S>, ctx: FitContext): Promise<FittedModel>;
}
