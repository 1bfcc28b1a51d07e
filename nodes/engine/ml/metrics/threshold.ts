import type { ThresholdSettings } from '../../../contract/model.ts';
import { type Counts, countsAt, decisionMetrics, type Ranking } from './ranking.ts';

/**
 * The threshold on the positive class's probability that is best on the ranked rows by the chosen metric. It lies halfway
 * between two scores, so that rounding does not move a row across it.
 */
export function chooseThreshold(ranking: Ranking, settings: ThresholdSettings): number {
  if (settings.metric === 'fixed') return settings.value ?? 0.5;
  const score = scorer(settings);
  let best = { value: Number.NEGATIVE_INFINITY, group: -1 };
  for (let group = 0; group < ranking.scores.length; group++) {
    const value = score(countsAt(ranking, group));
    if (value > best.value) best = { value, group };
  }
  if (best.group < 0) return 0.5;
  const inside = ranking.scores[best.group]!;
  const below = ranking.scores[best.group + 1] ?? 0;
  return (inside + below) / 2;
}

function scorer(settings: ThresholdSettings): (counts: Counts) => number {
  const { metric } = settings;
  if (metric === 'cost') {
    const costs = settings.costs ?? { falsePositive: 1, falseNegative: 1 };
    return ({ fp, fn }) => -(fp * costs.falsePositive + fn * costs.falseNegative);
  }
  if (metric === 'fixed') return () => 0;
  return (counts) => decisionMetrics(counts)[metric];
}
