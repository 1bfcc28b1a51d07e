import type { Task } from '../../../../contract/model.ts';
import { softmaxInPlace } from '../../trees/ensemble.ts';
import type { LinearJob } from './job.ts';
import { minimise, type Objective } from './minimise.ts';

/**
 * Fits the parameters (for each output its weights, then its intercept), yielding the value of the penalised loss after each
 * iteration.
 */
export function* solve(job: LinearJob): Generator<number, Float64Array> {
  const { settings, outputs, width } = job;
  const parameters = new Float64Array(outputs * (width + 1));
  const l1 = penalties(job, settings.penalty * settings.l1Ratio);
  const l2 = penalties(job, settings.penalty * (1 - settings.l1Ratio));
  yield* minimise(withL2(lossOf(job), l2), parameters, { ...settings, l1 });
  return parameters;
}

/** One penalty for each weight, none for intercepts. */
function penalties({ outputs, width }: LinearJob, strength: number): Float64Array {
  const result = new Float64Array(outputs * (width + 1)).fill(strength);
  for (let output = 0; output < outputs; output++) result[output * (width + 1) + width] = 0;
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
export function lossOf(job: LinearJob): Objective {
  const { task, target, weight, rows, width, outputs } = job;
  const residual = new Float64Array(outputs);
  const { score, spread } = rowOperations(job);
  return (point, gradient) => {
    gradient.fill(0);
    let loss = 0;
    for (let row = 0; row < rows; row++) {
      for (let output = 0; output < outputs; output++) residual[output] = score(point, output * (width + 1), row);
      loss += weight[row]! * toResidual(task, residual, target[row]!);
      for (let output = 0; output < outputs; output++) {
        spread(gradient, { base: output * (width + 1), row }, residual[output]! * weight[row]!);
      }
    }
    return loss;
  };
}

/** A row's score under the parameters from `base`, and the addition of a residual to their gradient. */
function rowOperations({ numbers, numberColumns, codes, categories, width }: LinearJob) {
  const count = numberColumns.length;
  const score = (point: Float64Array, base: number, row: number): number => {
    let sum = point[base + width]!;
    const numberAt = row * count;
    for (let f = 0; f < count; f++) sum += point[base + numberColumns[f]!]! * numbers[numberAt + f]!;
    const codeAt = row * categories;
    for (let c = 0; c < categories; c++) if (codes[codeAt + c]! >= 0) sum += point[base + codes[codeAt + c]!]!;
    return sum;
  };
  const spread = (gradient: Float64Array, place: { base: number; row: number }, residual: number): void => {
    const { base, row } = place;
    gradient[base + width]! += residual;
    const numberAt = row * count;
    for (let f = 0; f < count; f++) gradient[base + numberColumns[f]!]! += residual * numbers[numberAt + f]!;
    const codeAt = row * categories;
    for (let c = 0; c < categories; c++) if (codes[codeAt + c]! >= 0) gradient[base + codes[codeAt + c]!]! += residual;
  };
  return { score, spread };
}

/** Replaces scores by d loss / d score and returns the loss of the row. */
function toResidual(task: Task, scores: Float64Array, target: number): number {
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
