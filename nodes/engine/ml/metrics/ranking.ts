/** Rows ordered by falling score, in groups of equal scores. */
export interface Ranking {
  /** After each group: rows so far that are positive, rows so far that are not, and the group's score. */
  truePositives: Float64Array;
  falsePositives: Float64Array;
  scores: Float64Array;
  positives: number;
  negatives: number;
}

/**
 * Ranks rows by score, those without one (NaN) last; `isPositive` tells the class of row i. Each class is sorted by itself, then
 * both are gone through together.
 */
export function rank(scores: ArrayLike<number>, isPositive: (row: number) => boolean): Ranking {
  const rows = scores.length;
  const sides = [new Float64Array(rows), new Float64Array(rows)] as const;
  let positives = 0;
  for (let i = 0; i < rows; i++) {
    const score = Number.isNaN(scores[i]!) ? Number.NEGATIVE_INFINITY : scores[i]!;
    if (isPositive(i)) sides[0][positives++] = score;
    else sides[1][i - positives] = score;
  }
  const negatives = rows - positives;
  const above = sides[0].subarray(0, positives).sort();
  const below = sides[1].subarray(0, negatives).sort();
  const truePositives = new Float64Array(rows);
  const falsePositives = new Float64Array(rows);
  const groupScores = new Float64Array(rows);
  let [groups, tp, fp] = [0, 0, 0];
  while (tp + fp < rows) {
    const score = Math.max(
      tp < positives ? above[positives - 1 - tp]! : Number.NEGATIVE_INFINITY,
      fp < negatives ? below[negatives - 1 - fp]! : Number.NEGATIVE_INFINITY,
    );
    while (tp < positives && above[positives - 1 - tp] === score) tp++;
    while (fp < negatives && below[negatives - 1 - fp] === score) fp++;
    truePositives[groups] = tp;
    falsePositives[groups] = fp;
    groupScores[groups++] = score;
  }
  return {
    truePositives: truePositives.subarray(0, groups),
    falsePositives: falsePositives.subarray(0, groups),
    scores: groupScores.subarray(0, groups),
    positives,
    negatives,
  };
}

/** Area under the ROC curve, the rank statistic with ties counted half; null with one class only. */
export function areaUnderRoc(ranking: Ranking): number | null {
  const { truePositives, falsePositives, positives, negatives } = ranking;
  if (positives === 0 || negatives === 0) return null;
  let area = 0;
  let [lastTp, lastFp] = [0, 0];
  for (let i = 0; i < truePositives.length; i++) {
    area += (falsePositives[i]! - lastFp) * (truePositives[i]! + lastTp) * 0.5;
    [lastTp, lastFp] = [truePositives[i]!, falsePositives[i]!];
  }
  return area / (positives * negatives);
}

/** Average precision: Σ precision × gain in recall, over distinct scores; null without positives. */
export function averagePrecision(ranking: Ranking): number | null {
  const { truePositives, falsePositives, positives } = ranking;
  if (positives === 0) return null;
  let sum = 0;
  let lastTp = 0;
  for (let i = 0; i < truePositives.length; i++) {
    const tp = truePositives[i]!;
    sum += (tp / (tp + falsePositives[i]!)) * (tp - lastTp);
    lastTp = tp;
  }
  return sum / positives;
}

/** Counts of a two-class decision. */
export interface Counts {
  tp: number;
  fp: number;
  fn: number;
  tn: number;
}

/** Counts when the first `group + 1` groups are flagged; −1 flags nothing. */
export function countsAt(ranking: Ranking, group: number): Counts {
  const tp = group < 0 ? 0 : ranking.truePositives[group]!;
  const fp = group < 0 ? 0 : ranking.falsePositives[group]!;
  return { tp, fp, fn: ranking.positives - tp, tn: ranking.negatives - fp };
}

/** Accuracy, precision, recall, F1 and Matthews' correlation; 0 where undefined. */
export function decisionMetrics({ tp, fp, fn, tn }: Counts) {
  const rows = tp + fp + fn + tn;
  const root = Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
  return {
    accuracy: ratio(tp + tn, rows),
    precision: ratio(tp, tp + fp),
    recall: ratio(tp, tp + fn),
    f1: ratio(2 * tp, 2 * tp + fp + fn),
    mcc: ratio(tp * tn - fp * fn, root),
  };
}

export function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** At most `most` of `count` indexes, evenly spaced, first and last included. */
export function evenly(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}
