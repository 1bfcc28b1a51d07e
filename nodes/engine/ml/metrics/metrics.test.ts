import { expect, test } from 'vitest';
import { createRandom } from '../../../base/random.ts';
import { evaluateBinary } from './binary.ts';
import { evaluateMulticlass } from './multiclass.ts';
import { areaUnderRoc, averagePrecision, countsAt, decisionMetrics, rank } from './ranking.ts';
import { evaluateRegression } from './regression.ts';
import { chooseThreshold } from './threshold.ts';

const ranked = (scores: number[], target: number[]) => rank(scores, (row) => target[row] === 1);

test('AUC counts tied pairs half and equals the share of ordered pairs', () => {
  expect(areaUnderRoc(ranked([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]))).toBeCloseTo(0.75, 12);
  expect(areaUnderRoc(ranked([0.5, 0.5, 0.5], [0, 1, 1]))).toBeCloseTo(0.5, 12);
  const random = createRandom(3);
  const scores = Array.from({ length: 300 }, () => random.int(40));
  const target = scores.map((score) => (random() < score / 40 ? 1 : 0));
  let [sum, pairs] = [0, 0];
  for (let i = 0; i < 300; i++) {
    for (let j = 0; j < 300; j++) {
      if (target[i] !== 1 || target[j] !== 0) continue;
      pairs++;
      sum += scores[i]! > scores[j]! ? 1 : scores[i] === scores[j] ? 0.5 : 0;
    }
  }
  expect(areaUnderRoc(ranked(scores, target))).toBeCloseTo(sum / pairs, 12);
});

test('rows of one score are one group, and rows without a score come last', () => {
  const ranking = ranked([0.5, Number.NaN, 0.9, 0.5, Number.NaN, 0.5], [1, 1, 0, 0, 0, 1]);
  expect([...ranking.scores]).toEqual([0.9, 0.5, Number.NEGATIVE_INFINITY]);
  expect([...ranking.truePositives]).toEqual([0, 2, 3]);
  expect([...ranking.falsePositives]).toEqual([1, 2, 3]);
  expect([ranking.positives, ranking.negatives]).toEqual([3, 3]);
});

test('AUC is null with one class only', () => {
  expect(areaUnderRoc(ranked([0.1, 0.2], [0, 0]))).toBeNull();
  expect(averagePrecision(ranked([0.1, 0.2], [0, 0]))).toBeNull();
});

test('average precision follows the step-wise definition', () => {
  expect(averagePrecision(ranked([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]))).toBeCloseTo(0.8333333333, 9);
});

test('the threshold lies between two scores and is best by its metric', () => {
  const ranking = ranked([0.9, 0.8, 0.3, 0.2, 0.1], [1, 1, 0, 1, 0]);
  expect(chooseThreshold(ranking, { metric: 'f1' })).toBeCloseTo(0.15, 12);
  expect(chooseThreshold(ranking, { metric: 'mcc' })).toBeCloseTo(0.55, 12);
  expect(chooseThreshold(ranking, { metric: 'fixed', value: 0.42 })).toBe(0.42);
  const costs = { falsePositive: 10, falseNegative: 1 };
  expect(chooseThreshold(ranking, { metric: 'cost', costs })).toBeCloseTo(0.55, 12);
});

test('a two-class evaluation is consistent in itself', () => {
  const random = createRandom(5);
  const probability = Array.from({ length: 2000 }, () => random());
  const target = probability.map((p) => (random() < p ? 1 : 0));
  const report = evaluateBinary({ probability, target, classes: ['no', 'yes'], threshold: 0.4 });
  const [[tn, fp], [fn, tp]] = report.confusion.matrix as [[number, number], [number, number]];
  expect(tn + fp + fn + tp).toBe(2000);
  expect(tp + fp).toBe(probability.filter((p) => p >= 0.4).length);
  expect(report.metrics.precision).toBeCloseTo(tp / (tp + fp), 12);
  expect(report.roc.length).toBeLessThanOrEqual(200);
  expect(report.pr.length).toBeLessThanOrEqual(200);
  expect(report.roc.at(-1)).toEqual({ x: 1, y: 1 });
  const at40 = report.thresholdCurve.find(({ threshold }) => threshold === 0.4)!;
  expect(at40.f1).toBeCloseTo(report.metrics.f1, 12);
  expect(report.calibration.reduce((sum, bin) => sum + bin.rows, 0)).toBe(2000);
  expect(report.density.reduce((sum, bin) => sum + bin.positive, 0)).toBeCloseTo(1, 9);
});

test('counts of nothing flagged give zeros, not NaN', () => {
  expect(decisionMetrics(countsAt(ranked([0.1, 0.2], [0, 1]), -1))).toMatchObject({
    precision: 0,
    recall: 0,
    f1: 0,
    mcc: 0,
  });
});

test('several classes are counted by row and column', () => {
  const probabilities = [0.7, 0.2, 0.1, 0.1, 0.8, 0.1, 0.3, 0.4, 0.3, 0.1, 0.1, 0.8];
  const report = evaluateMulticlass({ probabilities, target: [0, 1, 2, 2], classes: ['a', 'b', 'c'] });
  expect(report.confusion.matrix).toEqual([
    [1, 0, 0],
    [0, 1, 0],
    [0, 1, 1],
  ]);
  expect(report.metrics.accuracy).toBe(0.75);
  expect(report.perClass[2]).toMatchObject({ rows: 2, precision: 1, recall: 0.5 });
});

test('regression errors are those of the definition', () => {
  const report = evaluateRegression([1, 2, 3], [1, 2, 6]);
  expect(report.metrics.rmse).toBeCloseTo(Math.sqrt(3), 12);
  expect(report.metrics.mae).toBe(1);
  expect(report.metrics.r2).toBeCloseTo(1 - 9 / 14, 12);
});
