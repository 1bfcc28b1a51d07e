import { createRandom } from '../../base/random.ts';
import { fail } from '../../contract/errors/index.ts';
import type { FeatureSpec, GoldenRows, ModelReport, TrainSettings } from '../../contract/model.ts';
import type { FittedModel } from './algorithms/algorithm.ts';
import { featureStyle, fitAlgorithm } from './algorithms/registry.ts';
import { diagnoseResult, findEchoes } from './diagnose.ts';
import { type FittedFeatures, fitFeatures } from './features/fit.ts';
import { rowMajorMatrix } from './features/matrix.ts';
import { matrixWidth } from './features/values.ts';
import type { Frame } from './frame.ts';
import { chooseGolden } from './golden.ts';
import { importance } from './importance.ts';
import { evaluateOutcome, positiveColumn } from './metrics/evaluation.ts';
import { evenly, rank } from './metrics/ranking.ts';
import { chooseThreshold } from './metrics/threshold.ts';
import { exportPortable } from './portable/run-portable.ts';
import { checkSaved, SELF_CHECK_TOLERANCE } from './self-check.ts';
import { type Split, shuffleSplit, splitRows } from './split.ts';
import { readTarget, type Target } from './target.ts';

export interface TrainContext {
  signal: AbortSignal;
  /** Fraction from 0 to 1, and what is being done. */
  progress(fraction: number, message: string): void;
  /** Told before the saved model is scored: from then on the thread must not be ended from outside. */
  onCheck?(): void;
  threads: number;
  /** Golden rows to keep; default 50. */
  goldenRows?: number;
  /** Times of the rows for a split by time, when the column is not a number column of the frame. */
  splitTime?: Float64Array;
}

export interface TrainedModel {
  spec: FeatureSpec;
  onnx: Uint8Array;
  /** The same model with its features inside: takes raw columns. */
  portable: Uint8Array;
  report: ModelReport;
  /** `predictions`: row by row, probabilities by class or the value. */
  golden: { rows: GoldenRows['rows']; predictions: Float64Array };
}

const GOLDEN_ROWS = 50;
const IMPORTANCE_ROWS = 5_000;

/**
 * Trains a model and measures it on the test rows. The saved ONNX scores the test rows again and must equal the trainer's
 * predictions, else ML_SELF_CHECK is thrown; so must the portable one on the golden rows (ML_PORTABLE_CHECK). Same frame, settings and seed, same model, on any number of threads.
 */
export async function trainModel(frame: Frame, settings: TrainSettings, ctx: TrainContext): Promise<TrainedModel> {
  const clock = startClock();
  ctx.progress(0, 'reading the target');
  const target = readTarget(frame, settings);
  const known = Uint32Array.from(target.values.keys()).filter((row) => !Number.isNaN(target.values[row]!));
  const strata = settings.task === 'regression' ? null : target.values;
  const split = splitRows({ frame, rows: known, strata, time: ctx.splitTime }, settings.split);
  requireAllClasses(settings, target, split.train);
  const features = fitFeatures(frame, split.train, { settings, style: featureStyle(settings.algorithm) });
  const prepareMs = clock();
  const fitted = await fitModel({ frame, settings, target, split, features }, ctx);
  const trainMs = clock();
  ctx.progress(0.9, 'measuring');
  const plan: Plan = { frame, settings, target, split, features, fitted, dropped: frame.rows - known.length };
  return finishModel(plan, ctx, { prepareMs, trainMs, clock });
}

interface Prepared {
  frame: Frame;
  settings: TrainSettings;
  target: Target;
  split: Split;
  features: FittedFeatures;
}

interface Plan extends Prepared {
  fitted: FittedModel;
  dropped: number;
}

function fitModel(prepared: Prepared, ctx: TrainContext): Promise<FittedModel> {
  const { frame, settings, target, split, features } = prepared;
  const strata = settings.task === 'regression' ? null : target.values;
  return fitAlgorithm(
    {
      task: settings.task,
      classes: target.classes.length,
      frame,
      columns: features.columns,
      rows: split.train,
      target: target.values,
      classWeights: weightsOf(settings, target, split.train),
      settings: settings.algorithm,
      seed: settings.seed,
      innerSplit: (share) => {
        if (settings.split.kind === 'random') {
          return shuffleSplit({ rows: split.train, strata, share }, createRandom(settings.seed + 101));
        }
        const { column } = settings.split;
        const inner = { kind: 'time' as const, column, testShare: share };
        return splitRows({ frame, rows: split.train, strata, time: ctx.splitTime }, inner);
      },
    },
    {
      signal: ctx.signal,
      threads: ctx.threads,
      progress: (fraction, message) => ctx.progress(0.05 + 0.85 * fraction, message),
    },
  );
}

/** Weight of each class: 1, or such that all classes weigh the same. */
function weightsOf(settings: TrainSettings, target: Target, rows: Uint32Array): Float64Array {
  const counts = countClasses(target, rows);
  if (settings.classWeights === 'none') return counts.fill(1);
  return counts.map((count) => rows.length / (target.classes.length * count));
}

function countClasses(target: Target, rows: Uint32Array): Float64Array {
  const counts = new Float64Array(target.classes.length);
  if (counts.length > 0) for (const row of rows) counts[target.values[row]!]! += 1;
  return counts;
}

function requireAllClasses(settings: TrainSettings, target: Target, rows: Uint32Array): void {
  const absent = target.classes.filter((_, c) => countClasses(target, rows)[c] === 0);
  if (absent.length === 0) return;
  const reason = `no training row has the value “${absent[0]}”; all are in the test part`;
  throw fail('ML_TARGET_UNFIT', { target: settings.target, task: settings.task, reason });
}

interface Timing {
  prepareMs: number;
  trainMs: number;
  clock(): number;
}

async function finishModel(plan: Plan, ctx: TrainContext, timing: Timing): Promise<TrainedModel> {
  const { frame, settings, target, split, features, fitted } = plan;
  const { columns } = features;
  const matrix = rowMajorMatrix(frame, columns, split.test);
  const testTarget = Float64Array.from(split.test, (row) => target.values[row]!);
  const predictions = fitted.predict(matrix, split.test.length);
  const threshold = settings.task === 'binary' ? thresholdFor(plan, predictions) : null;
  const spec: FeatureSpec = {
    version: 1,
    task: settings.task,
    target: settings.target,
    classes: target.classes,
    columns,
    threshold,
  };
  if (ctx.signal.aborted) throw fail('ABORTED');
  const classCounts = [...countClasses(target, split.train)];
  const outcome = { task: settings.task, classes: target.classes, threshold, predictions, target: testTarget };
  const evaluation = evaluateOutcome(outcome);
  const sample = sampleRows({ matrix, target: testTarget }, IMPORTANCE_ROWS, matrixWidth(columns));
  const predict: FittedModel['predict'] = (rows, count) => fitted.predict(rows, count);
  const ranked = importance({ ...outcome, ...sample, columns, gain: fitted.gain, predict, seed: settings.seed });
  const echoes = findEchoes({ frame, columns, rows: split.train, target: target.values, classes: classCounts.length });
  const golden = goldenOf(plan, predictions, ctx.goldenRows ?? GOLDEN_ROWS);
  ctx.progress(0.96, 'checking the saved model');
  ctx.onCheck?.();
  const test = { frame, columns, rows: split.test, matrix, predictions, golden };
  const checked = await checkSaved(fitted.onnx, test, ctx.signal);
  const portable = await exportPortable(spec, fitted.onnx, { ...checked.golden, tolerance: SELF_CHECK_TOLERANCE });
  const rows = {
    train: split.train.length,
    validation: fitted.validationRows.length,
    test: split.test.length,
    dropped: plan.dropped,
  };
  const evaluateMs = timing.clock();
  const { prepareMs, trainMs } = timing;
  const report: ModelReport = {
    version: 1,
    task: settings.task,
    target: settings.target,
    classes: target.classes,
    algorithm: settings.algorithm.id,
    settings,
    rows,
    classCounts,
    features: features.described,
    rejected: features.rejected,
    evaluation,
    importance: ranked,
    trainingCurve: fitted.curve,
    rounds: fitted.rounds,
    diagnostics: [
      ...echoes,
      ...diagnoseResult({ rows, classes: target.classes, classCounts, evaluation }),
      ...features.diagnostics,
    ],
    selfCheck: checked.selfCheck,
    timings: { prepareMs, trainMs, evaluateMs, totalMs: prepareMs + trainMs + evaluateMs },
  };
  ctx.progress(1, 'done');
  return { spec, onnx: fitted.onnx, portable, report, golden: checked.golden };
}

/** The threshold, chosen on rows that the trees have not seen where there are enough; else on the test rows. */
function thresholdFor(plan: Plan, testPredictions: Float64Array): number {
  const { frame, settings, target, split, features, fitted } = plan;
  const candidates = fitted.thresholdRows;
  const positives = candidates?.reduce((count, row) => count + target.values[row]!, 0) ?? 0;
  const fair = candidates !== null && positives >= 20;
  const rows = fair ? candidates : split.test;
  const predictions = fair
    ? fitted.predict(rowMajorMatrix(frame, features.columns, rows), rows.length)
    : testPredictions;
  const ranking = rank(positiveColumn(predictions), (i) => target.values[rows[i]!] === 1);
  return chooseThreshold(ranking, settings.threshold);
}

function sampleRows(all: { matrix: Float32Array; target: Float64Array }, most: number, width: number) {
  const chosen = evenly(all.target.length, most);
  const matrix = new Float32Array(chosen.length * width);
  chosen.forEach((row, i) => {
    matrix.set(all.matrix.subarray(row * width, (row + 1) * width), i * width);
  });
  return { matrix, target: Float64Array.from(chosen, (row) => all.target[row]!) };
}

/** Places of the golden rows among the test rows. */
function goldenOf({ frame, features, split }: Plan, predictions: Float64Array, count: number): number[] {
  const outputs = predictions.length / split.test.length;
  const scores = Float64Array.from(split.test, (_, i) => predictions[i * outputs + outputs - 1]!);
  return chooseGolden({ frame, columns: features.columns, rows: split.test, scores }, count);
}

/** Each call returns the milliseconds since the last. */
function startClock(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const passed = Math.round(now - last);
    last = now;
    return passed;
  };
}
