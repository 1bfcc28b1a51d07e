/**
 * P-values of several tests, adjusted so that the chance of any false alarm stays at the level: S. Holm, “A simple sequentially
 * rejective multiple test procedure”, Scandinavian Journal of Statistics 6 (1979). Tests that could not be made (null) do not count.
 */
export function holm(pValues: readonly (number | null)[]): (number | null)[] {
  const order = pValues.flatMap((p, at) => (p === null ? [] : [{ p, at }])).sort((a, b) => a.p - b.p);
  const adjusted: (number | null)[] = pValues.map(() => null);
  let highest = 0;
  for (const [rank, { p, at }] of order.entries()) {
    highest = Math.min(1, Math.max(highest, (order.length - rank) * p));
    adjusted[at] = highest;
  }
  return adjusted;
}
