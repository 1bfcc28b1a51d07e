import type { BinaryEvaluation } from '../../../contract/model.ts';
import {
  areaUnderRoc,
  averagePrecision,
  type Counts,
  countsAt,
  decisionMetrics,
  evenly,
  type Ranking,
  rank,
  ratio,
} from './ranking.ts';

const CURVE_POINTS = 200;
const BINS = 20;
const TINY = 1e-15;

/** Evaluates probabilities of the positive class against the truth (1 = positive). */
export function evaluateBinary(input: {
  probability: ArrayLike<number>;
  target: ArrayLike<number>;
  classes: readonly string[];
  threshold: number;
}): BinaryEvaluation {
  const { probability, target, classes, threshold } = input;
  const ranking = rank(probability, (row) => target[row] === 1);
  const counts = decide(ranking, threshold);
  const { tp, fp, fn, tn } = counts;
  return {
    task: 'binary',
    rows: probability.length,
    positives: ranking.positives,
    positive: classes[1]!,
    threshold,
    metrics: {
      auc: areaUnderRoc(ranking),
      prAuc: averagePrecision(ranking),
      ...losses(probability, target),
      ...decisionMetrics(counts),
    },
    confusion: {
      classes: [...classes],
      matrix: [
        [tn, fp],
        [fn, tp],
      ],
    },
    thresholdCurve: thresholdCurve(ranking),
    ...rankCurves(ranking),
    calibration: calibration(probability, target),
    density: density(probability, target, ranking),
  };
}

/** Counts when rows with probability ≥ threshold are flagged. */
function decide(ranking: Ranking, threshold: number): Counts {
  let [low, high] = [0, ranking.scores.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranking.scores[middle]! >= threshold) low = middle + 1;
    else high = middle;
  }
  return countsAt(ranking, low - 1);
}

function losses(probability: ArrayLike<number>, target: ArrayLike<number>): { logLoss: number; brier: number } {
  let [log, square] = [0, 0];
  for (let i = 0; i < probability.length; i++) {
    const p = Math.min(Math.max(probability[i]!, TINY), 1 - TINY);
    log -= Math.log(target[i] === 1 ? p : 1 - p);
    square += (probability[i]! - target[i]!) ** 2;
  }
  return { logLoss: ratio(log, probability.length), brier: ratio(square, probability.length) };
}

function thresholdCurve(ranking: Ranking): BinaryEvaluation['thresholdCurve'] {
  const rows = ranking.positives + ranking.negatives;
  return Array.from({ length: 101 }, (_, i) => {
    const threshold = i / 100;
    const counts = decide(ranking, threshold);
    return { threshold, ...decisionMetrics(counts), flaggedShare: ratio(counts.tp + counts.fp, rows) };
  });
}

function rankCurves(ranking: Ranking): Pick<BinaryEvaluation, 'roc' | 'pr' | 'gains'> {
  const { truePositives: tp, falsePositives: fp, positives, negatives } = ranking;
  const groups = evenly(tp.length, CURVE_POINTS - 1);
  const rows = positives + negatives;
  const origin = { x: 0, y: 0 };
  return {
    roc: [origin, ...groups.map((i) => ({ x: ratio(fp[i]!, negatives), y: ratio(tp[i]!, positives) }))],
    pr: evenlyByRecall(ranking),
    gains: [origin, ...groups.map((i) => ({ x: ratio(tp[i]! + fp[i]!, rows), y: ratio(tp[i]!, positives) }))],
  };
}

/** Precision over recall, with points evenly spread over recall: with few positives the groups bunch at low precision. */
function evenlyByRecall(ranking: Ranking): BinaryEvaluation['pr'] {
  const { truePositives: tp, falsePositives: fp, positives } = ranking;
  const points: BinaryEvaluation['pr'] = [];
  let next = 0;
  for (let i = 0; i < tp.length; i++) {
    const recall = ratio(tp[i]!, positives);
    if (recall < next && i + 1 < tp.length) continue;
    if (points.at(-1)?.x === recall) continue;
    points.push({ x: recall, y: ratio(tp[i]!, tp[i]! + fp[i]!) });
    next = (Math.floor(recall * (CURVE_POINTS - 2)) + 1) / (CURVE_POINTS - 2);
  }
  return points;
}

function binOf(probability: number): number {
  return Math.min(BINS - 1, Math.max(0, Math.floor(probability * BINS)));
}

function calibration(probability: ArrayLike<number>, target: ArrayLike<number>): BinaryEvaluation['calibration'] {
  const bins = Array.from({ length: BINS }, () => ({ predicted: 0, observed: 0, rows: 0 }));
  for (let i = 0; i < probability.length; i++) {
    const bin = bins[binOf(probability[i]!)]!;
    bin.predicted += probability[i]!;
    bin.observed += target[i]!;
    bin.rows++;
  }
  return bins
    .filter(({ rows }) => rows > 0)
    .map(({ predicted, observed, rows }) => ({ predicted: predicted / rows, observed: observed / rows, rows }));
}

function density(
  probability: ArrayLike<number>,
  target: ArrayLike<number>,
  ranking: Ranking,
): BinaryEvaluation['density'] {
  const bins = Array.from({ length: BINS }, (_, i) => ({
    from: i / BINS,
    to: (i + 1) / BINS,
    negative: 0,
    positive: 0,
  }));
  for (let i = 0; i < probability.length; i++) {
    const bin = bins[binOf(probability[i]!)]!;
    if (target[i] === 1) bin.positive += 1 / ranking.positives;
    else bin.negative += 1 / ranking.negatives;
  }
  return bins;
}
