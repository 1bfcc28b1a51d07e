import { expect, test } from 'vitest';
import type { BinaryEvaluation } from '../../../nodes/contract/model.ts';
import { countsAt, curveWithSaved, nearestPoint } from './threshold.ts';

const point = (threshold: number, recall: number, flaggedShare: number) => ({
  threshold,
  recall,
  flaggedShare,
  precision: 0.5,
  f1: 0,
  mcc: 0,
  accuracy: 0,
});
const evaluation = { rows: 1000, positives: 20 } as BinaryEvaluation;

test('the confusion matrix follows from recall and the flagged share', () => {
  expect(countsAt(evaluation, point(0.3, 0.75, 0.03))).toEqual({
    truePositive: 15,
    falsePositive: 15,
    falseNegative: 5,
    trueNegative: 965,
  });
});

test('every row is counted once, whatever the point', () => {
  for (const [recall, share] of [
    [0, 0],
    [1, 1],
    [0.333, 0.0071],
  ] as const) {
    const counts = Object.values(countsAt(evaluation, point(0.5, recall, share)));
    expect(counts.reduce((sum, one) => sum + one)).toBe(1000);
  }
});

test('the nearest point of the curve is found', () => {
  expect(nearestPoint([point(0.1, 1, 1), point(0.4, 1, 1), point(0.9, 1, 1)], 0.5)).toBe(1);
});

test('the saved threshold is a point of the curve with the saved figures', () => {
  const saved = {
    ...evaluation,
    positive: 'yes',
    threshold: 0.25,
    metrics: { precision: 0.4, recall: 0.8, f1: 0.53, mcc: 0.5, accuracy: 0.97 },
    confusion: {
      classes: ['no', 'yes'],
      matrix: [
        [956, 24],
        [4, 16],
      ],
    },
    thresholdCurve: [point(0.1, 1, 1), point(0.4, 0.5, 0.02)],
  } as BinaryEvaluation;
  const curve = curveWithSaved(saved);
  expect(curve.map(({ threshold }) => threshold)).toEqual([0.1, 0.25, 0.4]);
  expect(curve[1]).toMatchObject({ precision: 0.4, recall: 0.8, flaggedShare: 0.04 });
});
