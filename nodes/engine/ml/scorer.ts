import { fail } from '../../contract/errors/index.ts';
import { FeatureSpec, GoldenRows } from '../../contract/model.ts';
import { createMatrixWriter } from './features/matrix.ts';
import { createRecordEncoder, type FeatureRecord, type RecordEncoder } from './features/record.ts';
import { matrixWidth } from './features/values.ts';
import type { Frame } from './frame.ts';
import { openMatrixModel } from './matrix-model.ts';
import { topClass } from './metrics/multiclass.ts';
import { type ModelFiles, readJsonFile, requireFile } from './model-files.ts';

export interface FrameScores {
  rows: number;
  classes: readonly string[];
  /** rows × classes; null for regression. */
  probabilities: Float32Array | null;
  /** Predicted values; null for classes. */
  values: Float32Array | null;
  /** Predicted class indexes (by the threshold when binary); empty for regression. */
  predictions: Int32Array;
}

export interface RecordScore {
  /** Class label, or the value. */
  prediction: string | number;
  probas?: Record<string, number>;
  value?: number;
}

export interface InputColumn {
  name: string;
  kind: 'numeric' | 'category';
  /** The key must be there; its value may be null. */
  required: boolean;
}

export interface GoldenResult {
  ok: boolean;
  /** Largest difference, relative to max(1, |value|). */
  worst: number;
  rows: number;
}

/** A loaded model version. Calls on records take about a microsecond and must not run inside one another. */
export interface Scorer {
  readonly spec: FeatureSpec;
  readonly inputColumns: readonly InputColumn[];
  /** What computes: bit masks in WebAssembly, plain arrays, a linear sum, or onnxruntime. */
  readonly evaluator: string;
  scoreFrame(frame: Frame): Promise<FrameScores>;
  /** Throws ML_FEATURE_MISSING or ML_FEATURE_TYPE. Not available with the `onnx` evaluator. */
  scoreRecord(record: Readonly<Record<string, unknown>>): RecordScore;
  scoreRecords(records: readonly Readonly<Record<string, unknown>>[]): RecordScore[];
  /** Scores rows whose values stand in the order of `names`. */
  forRows(names: readonly string[]): RowScorer;
  /** Scores the version's golden rows and compares. */
  checkGolden(): Promise<GoldenResult>;
  dispose(): Promise<void>;
}

export interface RowScorer {
  /** Throws as `scoreRecord` does. */
  scoreRow(row: readonly unknown[]): RecordScore;
  scoreRows(rows: readonly (readonly unknown[])[]): RecordScore[];
}

export interface ScorerOptions {
  /** `auto` = `wasm`: the evaluators of Millrace where they know the model, else onnxruntime. */
  evaluator?: 'wasm' | 'onnx' | 'auto';
}

/** Loads a model version from its files. Throws ML_MODEL_UNREADABLE. */
export async function createScorer(files: ModelFiles, options: ScorerOptions = {}): Promise<Scorer> {
  const spec = readJsonFile(files, 'features.json', FeatureSpec);
  const width = matrixWidth(spec.columns);
  const model = await openMatrixModel(requireFile(files, 'model.onnx'), {
    width,
    evaluator: options.evaluator ?? 'auto',
  });
  const outputs = spec.task === 'regression' ? 1 : spec.classes.length;
  const encode = createRecordEncoder(spec.columns);
  const toScore = recordScorer(spec);

  const runOne = (record: FeatureRecord, encoder: RecordEncoder): RecordScore => {
    const { sync } = model;
    if (!sync) throw new Error('this evaluator scores frames only');
    encoder(record, sync.input(), 0);
    return toScore(sync.run(1), 0);
  };
  const runRecords = (records: readonly FeatureRecord[], encoder: RecordEncoder): RecordScore[] => {
    const { sync } = model;
    if (!sync) throw new Error('this evaluator scores frames only');
    const results: RecordScore[] = [];
    for (let from = 0; from < records.length; from += sync.batch) {
      const count = Math.min(sync.batch, records.length - from);
      const input = sync.input();
      for (let i = 0; i < count; i++) encoder(records[from + i]!, input, i * width);
      const out = sync.run(count);
      for (let i = 0; i < count; i++) results.push(toScore(out, i * outputs));
    }
    return results;
  };

  const scorer: Scorer = {
    spec,
    evaluator: model.kind,
    inputColumns: spec.columns.map(({ name, kind }) => ({ name, kind, required: true })),
    scoreFrame: async (frame) => {
      const write = createMatrixWriter(frame, spec.columns);
      const all = new Float32Array(frame.rows * outputs);
      let turnEnds = performance.now() + 20;
      for (let from = 0; from < frame.rows; from += model.batch) {
        const count = Math.min(model.batch, frame.rows - from);
        const values = model.input();
        if (width !== spec.columns.length) values.fill(0);
        write({ from, count }, { values, rowStep: width, columnStep: 1 });
        all.set(await model.run(count), from * outputs);
        if (performance.now() < turnEnds) continue;
        await new Promise((resolve) => setImmediate(resolve));
        turnEnds = performance.now() + 20;
      }
      return frameScores(spec, all, frame.rows);
    },
    scoreRecord: (record) => runOne(record, encode),
    scoreRecords: (records) => runRecords(records, encode),
    forRows: (names) => {
      const encodeRow = createRecordEncoder(spec.columns, names);
      return {
        scoreRow: (row) => runOne(row as unknown as FeatureRecord, encodeRow),
        scoreRows: (rows) => runRecords(rows as unknown as FeatureRecord[], encodeRow),
      };
    },
    checkGolden: async () => {
      const golden = readJsonFile(files, 'golden.json', GoldenRows);
      const values = new Float32Array(golden.rows.length * width);
      golden.rows.forEach((row, i) => {
        encode(row, values, i * width);
      });
      return compareGolden(golden, await model.runMatrix(values, golden.rows.length));
    },
    dispose: () => model.dispose(),
  };
  return scorer;
}

/** Throws ML_GOLDEN_MISMATCH unless the golden rows score as recorded. */
export async function requireGolden(scorer: Scorer): Promise<GoldenResult> {
  const result = await scorer.checkGolden();
  if (!result.ok) throw fail('ML_GOLDEN_MISMATCH', { worst: result.worst, rows: result.rows });
  return result;
}

function compareGolden(golden: GoldenRows, got: ArrayLike<number>): GoldenResult {
  let worst = got.length === golden.predictions.length ? 0 : Number.POSITIVE_INFINITY;
  golden.predictions.forEach((expected, i) => {
    const difference = Math.abs(expected - (got[i] ?? Number.NaN)) / Math.max(1, Math.abs(expected));
    worst = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(worst, difference);
  });
  return { ok: worst <= golden.tolerance, worst, rows: golden.rows.length };
}

function frameScores(spec: FeatureSpec, all: Float32Array, rows: number): FrameScores {
  if (spec.task === 'regression') {
    return { rows, classes: [], probabilities: null, values: all, predictions: new Int32Array(0) };
  }
  const predictions = new Int32Array(rows);
  const classes = spec.classes.length;
  const threshold = spec.threshold ?? 0.5;
  for (let row = 0; row < rows; row++) {
    predictions[row] = spec.task === 'binary' ? Number(all[row * 2 + 1]! >= threshold) : topClass(all, row, classes);
  }
  return { rows, classes: spec.classes, probabilities: all, values: null, predictions };
}

/** Turns the outputs of one row into the answer. */
function recordScorer(spec: FeatureSpec): (out: ArrayLike<number>, at: number) => RecordScore {
  const { classes, task } = spec;
  if (task === 'regression') return (out, at) => ({ prediction: out[at]!, value: out[at]! });
  const threshold = spec.threshold ?? 0.5;
  if (task === 'binary') {
    const [negative, positive] = classes as [string, string];
    return (out, at) => {
      const p = Math.fround(out[at + 1]!);
      const probas = { [negative]: out[at]!, [positive]: out[at + 1]! };
      return { prediction: p >= threshold ? positive : negative, probas };
    };
  }
  return (out, at) => {
    const probas: Record<string, number> = {};
    let best = 0;
    classes.forEach((name, c) => {
      probas[name] = out[at + c]!;
      if (out[at + c]! > out[at + best]!) best = c;
    });
    return { prediction: classes[best]!, probas };
  };
}
