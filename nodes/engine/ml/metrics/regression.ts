import type { RegressionEvaluation } from '../../../contract/model.ts';
import { evenly, ratio } from './ranking.ts';

const SCATTER_POINTS = 300;
const BINS = 30;

/** Evaluates predicted values against the actual ones. */
export function evaluateRegression(predicted: ArrayLike<number>, actual: ArrayLike<number>): RegressionEvaluation {
  const rows = actual.length;
  const residuals = Float64Array.from({ length: rows }, (_, i) => actual[i]! - predicted[i]!);
  const mean = ratio(
    residuals.reduce((sum, _, i) => sum + actual[i]!, 0),
    rows,
  );
  const total = residuals.reduce((sum, _, i) => sum + (actual[i]! - mean) ** 2, 0);
  const squares = residuals.reduce((sum, r) => sum + r * r, 0);
  const absolute = residuals.map(Math.abs).sort();
  return {
    task: 'regression',
    rows,
    metrics: {
      rmse: Math.sqrt(ratio(squares, rows)),
      mae: ratio(
        absolute.reduce((a, b) => a + b, 0),
        rows,
      ),
      medianError: absolute[rows >> 1] ?? 0,
      r2: total > 0 ? 1 - squares / total : null,
    },
    scatter: evenly(rows, SCATTER_POINTS).map((i) => ({ x: actual[i]!, y: predicted[i]! })),
    residuals: histogram(residuals),
  };
}

function histogram(values: Float64Array): RegressionEvaluation['residuals'] {
  const sorted = values.slice().sort();
  const low = sorted[0] ?? 0;
  const width = ((sorted.at(-1) ?? 0) - low) / BINS;
  if (width === 0) return [{ from: low, to: low, rows: values.length }];
  const bins = Array.from({ length: BINS }, (_, i) => ({ from: low + i * width, to: low + (i + 1) * width, rows: 0 }));
  for (const value of values) bins[Math.min(BINS - 1, Math.floor((value - low) / width))]!.rows++;
  return bins;
}
