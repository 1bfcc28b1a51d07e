/**
 * P(D ≥ d) of the distance between the distribution functions of two samples of `m` and `n` values from one continuous distribution:
 * the share of lattice paths from (0, 0) to (m, n) that leave the band, J. L. Hodges, “The significance probability of the Smirnov
 * two-sample test”, Arkiv för Matematik 3 (1957). `reach` is d · m · n, a whole number. Takes m · n steps.
 */
export function smirnovUpper(reach: number, [m, n]: readonly [number, number]): number {
  /** Chance that a random path to (i, j) has left the band, for the current i. */
  const left = new Float64Array(n + 1);
  for (let i = 0; i <= m; i += 1) {
    for (let j = 0; j <= n; j += 1) {
      if (Math.abs(i * n - j * m) >= reach) left[j] = 1;
      else if (i + j === 0) left[j] = 0;
      else left[j] = (i / (i + j)) * left[j]! + (j > 0 ? (j / (i + j)) * left[j - 1]! : 0);
    }
  }
  return left[n]!;
}
