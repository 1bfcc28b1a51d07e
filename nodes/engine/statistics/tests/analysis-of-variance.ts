import type { GroupSpreads, Spread } from '../moments.ts';
import { byLabel } from './two-groups.ts';

/** Few groups by name, of many the largest first. */
export const drawOrder = (groups: readonly GroupSpreads[]): GroupSpreads[] =>
  groups.length > 20 ? [...groups] : [...groups].sort(byLabel);

/** Sums of squares of R. A. Fisher, “Statistical Methods for Research Workers”, 1925. */
export function betweenAndWithin(spreads: readonly Spread[]) {
  const count = spreads.reduce((sum, one) => sum + one.count, 0);
  const mean = spreads.reduce((sum, one) => sum + one.mean * (one.count / count), 0);
  const between = spreads.reduce((sum, one) => sum + one.count * (one.mean - mean) ** 2, 0);
  const within = spreads.reduce((sum, one) => sum + one.m2, 0);
  return { count, mean, between, within, dfBetween: spreads.length - 1, dfWithin: count - spreads.length };
}
