import type { Interval } from '../../../contract/statistics.ts';
import type { Distributions } from '../distributions.ts';
import type { Alternative } from '../fields.ts';

/** P-value of a t statistic for the claim. */
export function pOfT(
  t: number,
  df: number,
  { alternative, distributions }: { alternative: Alternative; distributions: Distributions },
): number {
  if (alternative === 'two-sided') return distributions.tTwoSided(t, df);
  return distributions.tUpper(alternative === 'greater' ? t : -t, df);
}

/** Two-sided confidence interval of an estimate with this standard error. */
export function tInterval(
  { value, error, df }: { value: number; error: number; df: number },
  { level, distributions }: { level: number; distributions: Distributions },
): Interval {
  const reach = distributions.tQuantile(level / 2, df) * error;
  return { low: value - reach, high: value + reach };
}

/** `differs from`, `is greater than`, `is less than`. */
export const relationWords: Record<Alternative, string> = {
  'two-sided': 'differs from',
  greater: 'is greater than',
  less: 'is less than',
};
