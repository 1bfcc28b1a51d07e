import type { Moments } from '../moments.ts';

/** Skewness √b₁ and kurtosis b₂ of the values as they are, without correction for the size of the sample. */
export function shape({ count, m2, m3, m4 }: Moments): { skewness: number; kurtosis: number } {
  const variance = m2 / count;
  return { skewness: m3 / count / variance ** 1.5, kurtosis: m4 / count / variance ** 2 };
}

/** √b₁ as a standard normal: R. B. D’Agostino, “Transformation to normality of the null distribution of g1”, Biometrika 57 (1970). */
export function skewnessZ(skewness: number, n: number): number {
  const y = skewness * Math.sqrt(((n + 1) * (n + 3)) / (6 * (n - 2)));
  const beta = (3 * (n ** 2 + 27 * n - 70) * (n + 1) * (n + 3)) / ((n - 2) * (n + 5) * (n + 7) * (n + 9));
  const w = Math.sqrt(2 * (beta - 1)) - 1;
  const alpha = Math.sqrt(2 / (w - 1));
  return Math.asinh(y / alpha) / Math.sqrt(0.5 * Math.log(w));
}

/** b₂ as a standard normal: F. J. Anscombe and W. J. Glynn, “Distribution of the kurtosis statistic b2”, Biometrika 70 (1983). */
export function kurtosisZ(kurtosis: number, n: number): number {
  const mean = (3 * (n - 1)) / (n + 1);
  const variance = (24 * n * (n - 2) * (n - 3)) / ((n + 1) ** 2 * (n + 3) * (n + 5));
  const x = (kurtosis - mean) / Math.sqrt(variance);
  const root =
    ((6 * (n ** 2 - 5 * n + 2)) / ((n + 7) * (n + 9))) * Math.sqrt((6 * (n + 3) * (n + 5)) / (n * (n - 2) * (n - 3)));
  const a = 6 + (8 / root) * (2 / root + Math.sqrt(1 + 4 / root ** 2));
  const below = 1 + x * Math.sqrt(2 / (a - 4));
  return (1 - 2 / (9 * a) - Math.cbrt((1 - 2 / a) / below)) / Math.sqrt(2 / (9 * a));
}
