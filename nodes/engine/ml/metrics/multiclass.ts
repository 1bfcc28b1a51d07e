import type { MulticlassEvaluation } from '../../../contract/model.ts';
import { areaUnderRoc, rank, ratio } from './ranking.ts';

const TINY = 1e-15;

/** Evaluates class probabilities (rows × classes) against the index of the true class. */
export function evaluateMulticlass(input: {
  probabilities: ArrayLike<number>;
  target: ArrayLike<number>;
  classes: readonly string[];
}): MulticlassEvaluation {
  const { probabilities, target, classes } = input;
  const rows = target.length;
  const matrix = classes.map(() => classes.map(() => 0));
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    matrix[target[row]!]![topClass(probabilities, row, classes.length)]!++;
    loss -= Math.log(Math.max(probabilities[row * classes.length + target[row]!]!, TINY));
  }
  const perClass = classes.map((name, c) => {
    const scores = Float64Array.from({ length: rows }, (_, row) => probabilities[row * classes.length + c]!);
    const tp = matrix[c]![c]!;
    const own = matrix[c]!.reduce((a, b) => a + b, 0);
    const predicted = matrix.reduce((sum, line) => sum + line[c]!, 0);
    const auc = areaUnderRoc(rank(scores, (row) => target[row] === c));
    const f1 = ratio(2 * tp, own + predicted);
    return { class: name, rows: own, precision: ratio(tp, predicted), recall: ratio(tp, own), f1, auc };
  });
  const known = perClass.flatMap(({ auc }) => (auc === null ? [] : [auc]));
  const right = matrix.reduce((sum, line, c) => sum + line[c]!, 0);
  return {
    task: 'multiclass',
    rows,
    metrics: {
      accuracy: ratio(right, rows),
      logLoss: ratio(loss, rows),
      macroF1: ratio(
        perClass.reduce((sum, { f1 }) => sum + f1, 0),
        classes.length,
      ),
      macroAuc: known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : null,
      mcc: matthews(matrix, rows),
    },
    confusion: { classes: [...classes], matrix },
    perClass,
  };
}

/** Index of the class with the highest probability; the first of equals. */
export function topClass(probabilities: ArrayLike<number>, row: number, classes: number): number {
  let best = 0;
  for (let c = 1; c < classes; c++) {
    if (probabilities[row * classes + c]! > probabilities[row * classes + best]!) best = c;
  }
  return best;
}

/** Matthews' correlation for several classes (Gorodkin 2004). */
function matthews(matrix: readonly number[][], rows: number): number {
  const actual = matrix.map((line) => line.reduce((a, b) => a + b, 0));
  const predicted = matrix.map((_, c) => matrix.reduce((sum, line) => sum + line[c]!, 0));
  const right = matrix.reduce((sum, line, c) => sum + line[c]!, 0);
  const product = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const bottom = Math.sqrt((rows ** 2 - product(predicted, predicted)) * (rows ** 2 - product(actual, actual)));
  return ratio(right * rows - product(actual, predicted), bottom);
}
