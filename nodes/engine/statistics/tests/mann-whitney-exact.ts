/**
 * P(U ≥ u) of the Mann–Whitney statistic of two samples without ties, by the recurrence of H. B. Mann and D. R. Whitney, Annals of
 * Mathematical Statistics 18 (1947): the largest value of all comes from the one sample or the other. Sizes below 50.
 */
export function mannWhitneyUpper(u: number, [m, n]: readonly [number, number]): number {
  /** By size of the second sample: how many orders give each U with the first sample so far. */
  let counts: Float64Array[] = Array.from({ length: n + 1 }, () => Float64Array.of(1));
  for (let first = 1; first <= m; first += 1) {
    const next: Float64Array[] = [Float64Array.of(1)];
    for (let second = 1; second <= n; second += 1) {
      const found = new Float64Array(first * second + 1);
      const [fromFirst, fromSecond] = [counts[second]!, next[second - 1]!];
      for (const [at, value] of fromFirst.entries()) found[at + second]! += value;
      for (const [at, value] of fromSecond.entries()) found[at]! += value;
      next.push(found);
    }
    counts = next;
  }
  const all = counts[n]!;
  const total = all.reduce((sum, value) => sum + value, 0);
  return all.subarray(Math.max(0, Math.ceil(u))).reduce((sum, value) => sum + value, 0) / total;
}
