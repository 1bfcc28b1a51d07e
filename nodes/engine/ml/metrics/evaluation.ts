import type { Evaluation, Task } from '../../../contract/model.ts';
import { evaluateBinary } from './binary.ts';
import { evaluateMulticlass } from './multiclass.ts';
import { areaUnderRoc, rank } from './ranking.ts';
import { evaluateRegression } from './regression.ts';

export interface Outcome {
  task: Task;
  classes: readonly string[];
  threshold: number | null;
  /** Probabilities rows × classes, or values. */
  predictions: ArrayLike<number>;
  /** Class index or value. */
  target: ArrayLike<number>;
}

/** The evaluation that fits the task. */
export function evaluateOutcome(outcome: Outcome): Evaluation {
  const { task, classes, predictions, target } = outcome;
  if (task === 'regression') return evaluateRegression(predictions, target);
  if (task === 'multiclass') return evaluateMulticlass({ probabilities: predictions, target, classes });
  const probability = positiveColumn(predictions);
  return evaluateBinary({ probability, target, classes, threshold: outcome.threshold ?? 0.5 });
}

/** The number by which versions are compared. */
export function headline(evaluation: Evaluation): { metric: string; value: number | null } {
  if (evaluation.task === 'binary') return { metric: 'auc', value: evaluation.metrics.auc };
  if (evaluation.task === 'multiclass') return { metric: 'accuracy', value: evaluation.metrics.accuracy };
  return { metric: 'rmse', value: evaluation.metrics.rmse };
}

/** A number that rises with quality, cheaper than a whole evaluation: AUC, or minus the log loss or RMSE. */
export function quickQuality(outcome: Omit<Outcome, 'threshold'>): number {
  const { task, classes, predictions, target } = outcome;
  if (task === 'binary') return areaUnderRoc(rank(positiveColumn(predictions), (row) => target[row] === 1)) ?? 0.5;
  let sum = 0;
  for (let row = 0; row < target.length; row++) {
    if (task === 'regression') sum += (target[row]! - predictions[row]!) ** 2;
    else sum -= Math.log(Math.max(predictions[row * classes.length + target[row]!]!, 1e-15));
  }
  return task === 'regression' ? -Math.sqrt(sum / target.length) : -sum / target.length;
}

/** Second column of probabilities of two classes. */
export function positiveColumn(probabilities: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: probabilities.length / 2 }, (_, row) => probabilities[row * 2 + 1]!);
}
