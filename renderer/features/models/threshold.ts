import type { BinaryEvaluation } from '../../../nodes/contract/model.ts';

export interface Counts {
  truePositive: number;
  falsePositive: number;
  falseNegative: number;
  trueNegative: number;
}

type CurvePoint = BinaryEvaluation['thresholdCurve'][number];

/** Rows by prediction and truth at a point of the threshold curve. */
export function countsAt({ rows, positives }: BinaryEvaluation, point: CurvePoint): Counts {
  const truePositive = Math.round(point.recall * positives);
  const flagged = Math.round(point.flaggedShare * rows);
  const falsePositive = Math.max(0, flagged - truePositive);
  return {
    truePositive,
    falsePositive,
    falseNegative: positives - truePositive,
    trueNegative: rows - positives - falsePositive,
  };
}

/** Index of the point of the curve nearest to a threshold. */
export function nearestPoint(curve: readonly CurvePoint[], threshold: number): number {
  let best = 0;
  curve.forEach((point, index) => {
    const held = curve[best];
    if (held && Math.abs(point.threshold - threshold) < Math.abs(held.threshold - threshold)) best = index;
  });
  return best;
}

/**
 * The threshold curve with the saved threshold as a point of its own, from the saved figures: what the panel shows first
 * is exactly what the report says.
 */
export function curveWithSaved({
  thresholdCurve,
  threshold,
  metrics,
  confusion,
  rows,
  positive,
}: BinaryEvaluation): CurvePoint[] {
  const at = confusion.classes.indexOf(positive);
  const flagged = confusion.matrix.reduce((sum, row) => sum + (row[at] ?? 0), 0);
  const { precision, recall, f1, mcc, accuracy } = metrics;
  const saved = { threshold, precision, recall, f1, mcc, accuracy, flaggedShare: flagged / Math.max(1, rows) };
  return [...thresholdCurve.filter((point) => point.threshold !== threshold), saved].sort(
    (a, b) => a.threshold - b.threshold,
  );
}
