import type { Leaf } from './leaf.ts';
import type { NodeRecord } from './split-record.ts';

export interface GrowthLimits {
  /** Leaves of the tree, at most. */
  leaves: number;
  /** Leaves that may stand expanded without being chosen, at most. */
  ahead: number;
  /** Least gain of a leaf that is expanded ahead of its turn. */
  worth: number;
}

/**
 * The order in which a tree grows: leaf by leaf, the largest gain first, of equal ones the leaf that came first. To expand a leaf (to carry
 * out its best split in all threads) is one thing, to choose it another: with more than one thread the second best is expanded together with
 * the best, where it will most likely be chosen soon. The tree does not depend on what was expanded ahead.
 */
export class Growth {
  readonly nodes: NodeRecord[] = [{ split: null, left: -1, right: -1, value: 0 }];
  readonly leaves: Leaf[];
  /** Least gain that was chosen so far. */
  weakest = Number.POSITIVE_INFINITY;
  private readonly limits: GrowthLimits;

  constructor(root: Leaf, limits: GrowthLimits) {
    this.leaves = [root];
    this.limits = limits;
    root.node = 0;
  }

  /** The next split is the tree's last: neither of its sides will be split. */
  get isLast(): boolean {
    return this.leaves.length + 1 === this.limits.leaves;
  }

  /** The leaf to choose next; null when the tree is complete. */
  next(): Leaf | null {
    return this.leaves.length < this.limits.leaves ? best(this.leaves, () => true) : null;
  }

  /** `leaf`, which is to be chosen now, and any other that is worth expanding with it. */
  toExpand(leaf: Leaf): Leaf[] {
    const { leaves, limits } = this;
    const splitsAfter = limits.leaves - leaves.length - 1;
    const waiting = leaves.reduce((count, { children }) => count + Number(children !== null), 0);
    if (waiting >= limits.ahead || splitsAfter <= waiting) return [leaf];
    const second = best(leaves, (other) => other !== leaf && !other.children && other.gain > limits.worth);
    return second ? [leaf, second] : [leaf];
  }

  /** Splits an expanded leaf: its sides become leaves of the tree. */
  choose(leaf: Leaf): void {
    const [left, right] = leaf.children!;
    const node = this.nodes[leaf.node]!;
    this.weakest = Math.min(this.weakest, leaf.gain);
    left.node = this.nodes.length;
    right.node = left.node + 1;
    [node.split, node.left, node.right] = [leaf.best, left.node, right.node];
    this.nodes.push({ split: null, left: -1, right: -1, value: 0 }, { split: null, left: -1, right: -1, value: 0 });
    this.leaves[this.leaves.indexOf(leaf)] = left;
    this.leaves.push(right);
  }
}

function best(leaves: readonly Leaf[], isEligible: (leaf: Leaf) => boolean): Leaf | null {
  let found: Leaf | null = null;
  for (const leaf of leaves) if (leaf.gain > (found?.gain ?? 0) && isEligible(leaf)) found = leaf;
  return found;
}
