import { fail } from '../../../../contract/errors/index.ts';
import type { GradientBoostingSettings } from '../../../../contract/model.ts';
import { createMatrixWriter } from '../../features/matrix.ts';
import { applyLink, type Ensemble, type Tree } from '../../trees/ensemble.ts';
import { createTreeEvaluator, type TreeEvaluator } from '../../trees/evaluator.ts';
import { treesToOnnx } from '../../trees/to-onnx.ts';
import type { FitContext, FitInput, FittedModel } from '../algorithm.ts';
import { type BoostJob, type BoostResult, type Layout, planLayout } from './job.ts';
import { boostingModule } from './kernel.ts';
import { runBoost } from './run-boost.ts';

const PAGE = 65_536;
const MAX_PAGES = 65_536;
/** Rows × features × trees from which worker threads pay for their start, and rows from which each more thread does. */
const WORKER_WORK = 1.5e8;
const ROWS_PER_THREAD = 16_384;

type Input = FitInput<GradientBoostingSettings>;

/** Trains boosted trees; the features must be of the `tree` style. */
export async function fitGradientBoosting(input: Input, ctx: FitContext): Promise<FittedModel> {
  const { settings } = input;
  const split =
    settings.earlyStoppingRounds > 0
      ? input.innerSplit(settings.validationShare)
      : { train: input.rows, test: new Uint32Array(0) };
  const target = targetScale(input, split.train);
  const parts = { ...split, target };
  const { job, inWorkers } = prepareJob(input, ctx, parts);
  const result = await runBoost(job, {
    signal: ctx.signal,
    inWorkers,
    fill: () => writeRows({ input, parts, layout: job.layout }, job.memory),
    onRound: ({ round }) => ctx.progress(round / settings.trees, `tree ${round} of at most ${settings.trees}`),
  });
  const ensemble = toEnsemble(input, job, { result, target });
  let made: TreeEvaluator | undefined;
  const predict = (matrix: Float32Array, rows: number): Float64Array => {
    made ??= createTreeEvaluator(ensemble);
    const evaluator = made;
    const scores = new Float64Array(rows * ensemble.outputs);
    for (let from = 0; from < rows; from += evaluator.batch) {
      const count = Math.min(evaluator.batch, rows - from);
      evaluator.input().set(matrix.subarray(from * ensemble.features, (from + count) * ensemble.features));
      scores.set(evaluator.run(count), from * ensemble.outputs);
    }
    return applyLink(input.task, scores, ensemble.outputs);
  };
  return {
    onnx: treesToOnnx(ensemble, input.classes),
    predict,
    gain: result.gain,
    curve: result.curve.map((round) => ({
      round: round.round,
      train: round.train * target.sd,
      validation: round.validation === null ? null : round.validation * target.sd,
    })),
    rounds: result.rounds,
    validationRows: split.test,
    thresholdRows: split.test.length > 0 ? split.test : null,
  };
}

/** Mean and deviation by which a regression target is standardised; 0 and 1 for classes. */
function targetScale(input: Input, rows: Uint32Array): { mean: number; sd: number } {
  if (input.task !== 'regression') return { mean: 0, sd: 1 };
  const mean = rows.reduce((sum, row) => sum + input.target[row]!, 0) / rows.length;
  const variance = rows.reduce((sum, row) => sum + (input.target[row]! - mean) ** 2, 0) / rows.length;
  return { mean, sd: Math.sqrt(variance) || 1 };
}

interface Parts {
  train: Uint32Array;
  test: Uint32Array;
  target: { mean: number; sd: number };
}

function prepareJob(input: Input, ctx: FitContext, parts: Parts): { job: BoostJob; inWorkers: boolean } {
  const { settings, columns, task } = input;
  const outputs = task === 'multiclass' ? input.classes : 1;
  const rows = parts.train.length;
  const inWorkers = rows * columns.length * settings.trees * outputs > WORKER_WORK;
  const threads = inWorkers ? Math.max(1, Math.min(ctx.threads, Math.ceil(rows / ROWS_PER_THREAD))) : 1;
  const shape = { threads, rows, validationRows: parts.test.length, features: columns.length, outputs };
  const layout = planLayout({ ...shape, leaves: settings.leaves });
  const memory = allocate(layout);
  const job: BoostJob = {
    kernel: boostingModule(),
    memory,
    layout,
    task,
    outputs,
    base: baseScores(input, parts.train, outputs),
    categories: columns.map(({ kind }) => kind === 'category'),
    monotone: directions(input),
    settings,
    seed: input.seed,
  };
  return { job, inWorkers };
}

/** For each feature 1, −1 or 0. Throws ML_MONOTONE_UNFIT where a direction makes no sense. */
function directions({ settings, columns, task }: Input): number[] {
  const { increasing, decreasing } = settings;
  const refuse = (column: string, reason: string) => fail('ML_MONOTONE_UNFIT', { column, reason });
  for (const name of [...increasing, ...decreasing]) {
    const column = columns.find((feature) => feature.name === name);
    if (!column) throw refuse(name, 'it is not among the inputs of the model');
    if (column.kind === 'category') throw refuse(name, 'its values are categories, which have no order');
    if (task === 'multiclass') throw refuse(name, 'several classes have no common direction');
    if (increasing.includes(name) && decreasing.includes(name)) throw refuse(name, 'both directions are asked for');
  }
  return columns.map(({ name }) => Number(increasing.includes(name)) - Number(decreasing.includes(name)));
}

function allocate(layout: Layout): WebAssembly.Memory {
  const pages = Math.ceil(layout.bytes / PAGE);
  const tooLarge = () =>
    fail('ML_TOO_LARGE', {
      rows: layout.rows + layout.validationRows,
      columns: layout.features,
      needMb: Math.ceil(layout.bytes / 1e6),
      limitMb: Math.floor((MAX_PAGES * PAGE) / 1e6),
    });
  if (pages > MAX_PAGES) throw tooLarge();
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: MAX_PAGES, shared: true });
  } catch {
    throw tooLarge();
  }
}

/** Features, target and weights of the training rows, then of the validation rows. */
function writeRows(what: { input: Input; parts: Parts; layout: Layout }, memory: WebAssembly.Memory): void {
  const { input, parts, layout } = what;
  const { buffer } = memory;
  const total = layout.rows + layout.validationRows;
  const write = createMatrixWriter(input.frame, input.columns);
  const target = new Float32Array(buffer, layout.rawTarget, total);
  const weight = new Float32Array(buffer, layout.rawWeight, total);
  const { mean, sd } = parts.target;
  for (const [rows, from] of [
    [parts.train, 0],
    [parts.test, layout.rows],
  ] as const) {
    const values = new Float32Array(buffer, layout.raw + from * 4, layout.features * total - from);
    write(rows, { values, rowStep: 1, columnStep: total });
    rows.forEach((row, i) => {
      const value = input.target[row]!;
      target[from + i] = (value - mean) / sd;
      weight[from + i] = input.task === 'regression' ? 1 : input.classWeights[value]!;
    });
  }
}

/** The best constant scores: log-odds, log shares, or 0 for a standardised target. */
function baseScores(input: Input, rows: Uint32Array, outputs: number): number[] {
  if (input.task === 'regression') return [0];
  const weights = new Float64Array(input.classes);
  for (const row of rows) weights[input.target[row]!]! += input.classWeights[input.target[row]!]!;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = (c: number) => Math.min(Math.max(weights[c]! / total, 1e-9), 1 - 1e-9);
  if (input.task === 'binary') return [Math.fround(Math.log(share(1) / (1 - share(1))))];
  return Array.from({ length: outputs }, (_, c) => Math.fround(Math.log(share(c))));
}

/** Trees in the units of the target, with the base scores inside the first tree of each output. */
function toEnsemble(
  input: Input,
  job: BoostJob,
  fitted: { result: BoostResult; target: { mean: number; sd: number } },
): Ensemble {
  const { mean, sd } = fitted.target;
  const trees = fitted.result.trees.map((tree, i): Tree => {
    const base = i < job.outputs ? job.base[tree.output]! * sd + mean : 0;
    return { ...tree, value: tree.value.map((value, node) => (tree.feature[node]! < 0 ? value * sd + base : 0)) };
  });
  const broken = trees.some((tree) => tree.value.some((value) => !Number.isFinite(value)));
  if (broken) throw fail('ML_NO_PROGRESS', { algorithm: 'gradient boosting', reason: 'a leaf value is not finite' });
  return { task: input.task, outputs: job.outputs, features: input.columns.length, trees };
}
