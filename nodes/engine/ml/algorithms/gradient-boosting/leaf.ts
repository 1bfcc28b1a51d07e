import type { Candidate, Sums } from './split-record.ts';

/** Least and greatest value of a leaf, before the learning rate, that keep the tree monotone. */
export interface Bounds {
  low: number;
  high: number;
}

/** A leaf of a tree that grows. */
export interface Leaf {
  /** Where its rows stand, in every thread. */
  slot: number;
  /** Number of its node; −1 as long as the tree does not hold it. */
  node: number;
  depth: number;
  sums: Sums;
  bounds: Bounds;
  /** Address of its histogram, where it has one. */
  histogram: number;
  best: Candidate | null;
  /** By how much its best split is better than none, in quantised units; 0 without one. */
  gain: number;
  /** Its sides, left and right, once its best split has been computed; they join the tree when it is chosen. */
  children: readonly [Leaf, Leaf] | null;
}

/** The factors by which gradients and hessians were quantised, and the regularisation of values. */
export interface Units {
  g: number;
  h: number;
  l2: number;
}

/** A leaf's value before the learning rate. */
export function leafValue({ sums, bounds }: Pick<Leaf, 'sums' | 'bounds'>, { g, h, l2 }: Units): number {
  const value = -(sums.g / g) / (sums.h / h + l2 + 1e-12);
  return Math.min(Math.max(value, bounds.low), bounds.high);
}

/** G² / (H + l2), or less where the bounds do not allow the best value; in quantised units. */
export function leafScore({ sums, bounds }: Leaf, { g, h, l2 }: Units): number {
  const weight = sums.h + l2 * h;
  const best = -sums.g / weight;
  const value = Math.min(Math.max(best, (bounds.low * g) / h), (bounds.high * g) / h);
  return value === best ? (sums.g * sums.g) / weight : -value * (2 * sums.g + weight * value);
}

/** The sides of a leaf's best split. `direction`: 1 or −1 when the values must rise or fall with the feature, else 0. */
export function childrenOf(
  leaf: Leaf,
  right: Pick<Leaf, 'slot'>,
  by: { units: Units; direction: number },
): [Leaf, Leaf] {
  const { sums, bounds } = leaf;
  const { left } = leaf.best!;
  const child = { node: -1, depth: leaf.depth + 1, bounds, histogram: 0, best: null, gain: 0, children: null };
  const sides: [Leaf, Leaf] = [
    { ...child, slot: leaf.slot, sums: left },
    { ...child, slot: right.slot, sums: { g: sums.g - left.g, h: sums.h - left.h, rows: sums.rows - left.rows } },
  ];
  if (by.direction !== 0) narrow(sides, by);
  return sides;
}

/** After a split of a monotone feature no value below may cross the middle between the two sides. */
function narrow([left, right]: [Leaf, Leaf], { units, direction }: { units: Units; direction: number }): void {
  const { low, high } = left.bounds;
  const middle = (leafValue(left, units) + leafValue(right, units)) / 2;
  const [below, above] = [
    { low, high: middle },
    { low: middle, high },
  ];
  left.bounds = direction > 0 ? below : above;
  right.bounds = direction > 0 ? above : below;
}
