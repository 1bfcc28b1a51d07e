import type { Interval } from '../../../contract/statistics.ts';
import type { Distributions } from '../distributions.ts';

/** P-value of no correlation: t = r √((n − 2) / (1 − r²)), Student 1908; of ranks it is an approximation. Null below three rows. */
export function correlationP(r: number | null, count: number, distributions: Distributions): number | null {
  if (r === null || count < 3) return null;
  const rest = (1 - r) * (1 + r);
  return distributions.tTwoSided(r * Math.sqrt((count - 2) / rest), count - 2);
}

/** Interval by the z of R. A. Fisher, “On the probable error of a coefficient of correlation”, Metron 1 (1921). Undefined below four rows. */
export function correlationInterval(
  r: number | null,
  count: number,
  { level, distributions }: { level: number; distributions: Distributions },
): Interval | undefined {
  if (r === null || count < 4 || Math.abs(r) >= 1) return undefined;
  const reach = distributions.normalQuantile(1 - level / 2) / Math.sqrt(count - 3);
  const z = Math.atanh(r);
  return { low: Math.tanh(z - reach), high: Math.tanh(z + reach) };
}
