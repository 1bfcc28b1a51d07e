import { fail } from '../../../../contract/errors/index.ts';
import type { LinearSettings } from '../../../../contract/model.ts';
import { rowMajorMatrix } from '../../features/matrix.ts';
import { featureWidth, matrixWidth } from '../../features/values.ts';
import { type LinearModel, linearToOnnx, predictLinear } from '../../linear-model.ts';
import { softmaxInPlace } from '../../trees/ensemble.ts';
import type { FitContext, FitInput, FittedModel } from '../algorithm.ts';
import { minimise, type Objective } from './minimise.ts';

const THRESHOLD_ROWS = 100_000;

type Input = FitInput<LinearSettings>;

interface Data {
  matrix: Float32Array;
  target: Float64Array;
  weight: Float64Array;
  rows: number;
  width: number;
  outputs: number;
}

/** Fits a linear model; the features must be of the `linear` style. */
export async function fitLinear(input: Input, ctx: FitContext): Promise<FittedModel> {
  const { settings, task } = input;
  const { data, scale } = readData(input);
  const parameters = new Float64Array(data.outputs * (data.width + 1));
  const l1 = penalties(data, settings.penalty * settings.l1Ratio);
  const l2 = penalties(data, settings.penalty * (1 - settings.l1Ratio));
  const objective = withL2(lossOf(task, data), l2);
  const steps = minimise(objective, parameters, { ...settings, l1 });
  const curve: FittedModel['curve'] = [];
  for (let step = steps.next(); !step.done; step = steps.next()) {
    curve.push({ round: curve.length + 1, train: step.value, validation: null });
    ctx.progress(curve.length / settings.maxIterations, `iteration ${curve.length}`);
    await new Promise((resolve) => setImmediate(resolve));
    if (ctx.signal.aborted) throw fail('ABORTED');
  }
  const model = toModel(input, data, { parameters, scale });
  return {
    onnx: linearToOnnx(model, input.classes),
    predict: (matrix, rows) => predictLinear(model, matrix, rows),
    gain: gains(input, model),
    curve,
    rounds: curve.length,
    validationRows: new Uint32Array(0),
    thresholdRows: input.rows.subarray(0, THRESHOLD_ROWS),
  };
}

function readData(input: Input): { data: Data; scale: { mean: number; sd: number } } {
  const { rows } = input;
  const raw = Float64Array.from(rows, (row) => input.target[row]!);
  const mean = input.task === 'regression' ? raw.reduce((a, b) => a + b, 0) / raw.length : 0;
  const sd =
    input.task === 'regression' ? Math.sqrt(raw.reduce((a, b) => a + (b - mean) ** 2, 0) / raw.length) || 1 : 1;
  const weight =
    input.task === 'regression'
      ? new Float64Array(rows.length).fill(1)
      : raw.map((label) => input.classWeights[label]!);
  const total = weight.reduce((a, b) => a + b, 0);
  const data: Data = {
    matrix: rowMajorMatrix(input.frame, input.columns, rows),
    target: raw.map((value) => (value - mean) / sd),
    weight: weight.map((w) => w / total),
    rows: rows.length,
    width: matrixWidth(input.columns),
    outputs: input.task === 'multiclass' ? input.classes : 1,
  };
  return { data, scale: { mean, sd } };
}

/** One penalty for each weight, none for intercepts (which come last in each output's parameters). */
function penalties(data: Data, strength: number): Float64Array {
  const result = new Float64Array(data.outputs * (data.width + 1)).fill(strength);
  for (let output = 0; output < data.outputs; output++) result[output * (data.width + 1) + data.width] = 0;
  return result;
}

function withL2(loss: Objective, l2: Float64Array): Objective {
  return (point, gradient) => {
    let value = loss(point, gradient);
    for (let i = 0; i < point.length; i++) {
      value += 0.5 * l2[i]! * point[i]! ** 2;
      gradient[i]! += l2[i]! * point[i]!;
    }
    return value;
  };
}

/** Weighted mean of log loss, cross entropy or half the squared error. */
function lossOf(task: Input['task'], data: Data): Objective {
  const { matrix, target, weight, rows, width, outputs } = data;
  const residual = new Float64Array(outputs);
  return (point, gradient) => {
    gradient.fill(0);
    let loss = 0;
    for (let row = 0; row < rows; row++) {
      const offset = row * width;
      for (let output = 0; output < outputs; output++) {
        const base = output * (width + 1);
        let sum = point[base + width]!;
        for (let f = 0; f < width; f++) sum += point[base + f]! * matrix[offset + f]!;
        residual[output] = sum;
      }
      loss += weight[row]! * toResidual(task, residual, target[row]!);
      for (let output = 0; output < outputs; output++) {
        const base = output * (width + 1);
        const r = residual[output]! * weight[row]!;
        gradient[base + width]! += r;
        for (let f = 0; f < width; f++) gradient[base + f]! += r * matrix[offset + f]!;
      }
    }
    return loss;
  };
}

/** Replaces scores by d loss / d score and returns the loss of the row. */
function toResidual(task: Input['task'], scores: Float64Array, target: number): number {
  const score = scores[0]!;
  if (task === 'regression') {
    scores[0] = score - target;
    return 0.5 * scores[0] ** 2;
  }
  if (task === 'binary') {
    scores[0] = 1 / (1 + Math.exp(-score)) - target;
    const signed = target > 0.5 ? -score : score;
    return signed > 0 ? signed + Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed));
  }
  softmaxInPlace(scores);
  const loss = -Math.log(Math.max(scores[target]!, 1e-300));
  scores[target]! -= 1;
  return loss;
}

function toModel(
  input: Input,
  data: Data,
  fitted: { parameters: Float64Array; scale: { mean: number; sd: number } },
): LinearModel {
  const { width, outputs } = data;
  const { parameters, scale } = fitted;
  const weights = new Float32Array(outputs * width);
  const intercepts = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    const base = output * (width + 1);
    for (let f = 0; f < width; f++) weights[output * width + f] = parameters[base + f]! * scale.sd;
    intercepts[output] = parameters[base + width]! * scale.sd + scale.mean;
  }
  if (![...weights, ...intercepts].every(Number.isFinite)) {
    throw fail('ML_NO_PROGRESS', { algorithm: 'linear regression', reason: 'a weight is not finite' });
  }
  return { task: input.task, outputs, features: width, weights, intercepts };
}

/** Largest absolute weight of each column, over its categories and the outputs; numbers are standardised, so these compare. */
function gains(input: Input, model: LinearModel): Float64Array {
  let at = 0;
  return Float64Array.from(input.columns, (column) => {
    const width = featureWidth(column);
    let top = 0;
    for (let output = 0; output < model.outputs; output++) {
      for (let f = at; f < at + width; f++) top = Math.max(top, Math.abs(model.weights[output * model.features + f]!));
    }
    at += width;
    return top;
  });
}
