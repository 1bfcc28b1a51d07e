/// <reference path="./cephes.d.ts" />

/** Tail probabilities and quantiles that the tests need. Upper tails are computed as such, so tiny ones keep their digits. */
export interface Distributions {
  /** P(|T| ≥ |t|) of Student's t with `df` degrees of freedom. */
  tTwoSided(t: number, df: number): number;
  /** P(T ≥ t). */
  tUpper(t: number, df: number): number;
  /** The t that is exceeded with probability `upper`, 0 < upper < 0.5. */
  tQuantile(upper: number, df: number): number;
  /** P(F ≥ f) with `between` and `within` degrees of freedom. */
  fUpper(f: number, between: number, within: number): number;
  /** P(χ² ≥ x) with `df` degrees of freedom. */
  chiSquaredUpper(x: number, df: number): number;
  /** P(Z ≥ z) of the standard normal. */
  normalUpper(z: number): number;
  /** The z below which a share of the standard normal lies, 0 < share < 1. */
  normalQuantile(share: number): number;
  /** P(K ≥ x) of Kolmogorov's limit distribution. */
  kolmogorovUpper(x: number): number;
}

let loaded: Promise<Distributions> | undefined;

/** Special functions by the Cephes library (S. L. Moshier, “Methods and Programs for Mathematical Functions”, 1989), loaded when first wanted. */
export function loadDistributions(): Promise<Distributions> {
  loaded ??= import('cephes').then(async (cephes) => {
    await cephes.compiled;
    return from(cephes);
  });
  return loaded;
}

type Cephes = Pick<typeof import('cephes'), 'erfc' | 'igamc' | 'incbet' | 'incbi' | 'kolmogorov' | 'lgam' | 'ndtri'>;

/** Below this logarithm a probability is no double any more: the library would throw. */
const leastLog = -708;

/** The relations of the distributions to the incomplete beta and gamma functions: Abramowitz and Stegun, 26.4.19, 26.5.27, 26.6.2. */
function from({ erfc, igamc, incbet, incbi, kolmogorov, lgam, ndtri }: Cephes): Distributions {
  const upperGamma = (a: number, x: number) => (a * Math.log(x) - x - lgam(a) < leastLog && x > a ? 0 : igamc(a, x));
  const errorTail = (x: number) => (x * x > -leastLog ? (x > 0 ? 0 : 2) : erfc(x));
  const tTwoSided = (t: number, df: number) => (Number.isFinite(t) ? incbet(df / 2, 0.5, df / (df + t * t)) : 0);
  return {
    tTwoSided,
    tUpper: (t, df) => (t >= 0 ? tTwoSided(t, df) / 2 : 1 - tTwoSided(t, df) / 2),
    tQuantile(upper, df) {
      const x = incbi(df / 2, 0.5, 2 * upper);
      return Math.sqrt((df * (1 - x)) / x);
    },
    fUpper: (f, between, within) =>
      f <= 0 ? 1 : Number.isFinite(f) ? incbet(within / 2, between / 2, within / (within + between * f)) : 0,
    chiSquaredUpper: (x, df) => (x <= 0 ? 1 : upperGamma(df / 2, x / 2)),
    normalUpper: (z) => errorTail(z / Math.SQRT2) / 2,
    normalQuantile: (share) => ndtri(share),
    kolmogorovUpper: (x) => (x <= 0 ? 1 : kolmogorov(x)),
  };
}
