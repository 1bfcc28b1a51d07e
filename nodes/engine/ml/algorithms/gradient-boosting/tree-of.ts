import type { Tree } from '../../trees/ensemble.ts';
import { categoriesOf, missingGoesLeft, type NodeRecord } from './split-record.ts';

/** The tree of grown nodes. `edges` are the upper edges of the bins, by feature: a split after a bin has its edge as threshold. */
export function treeOf(nodes: readonly NodeRecord[], edges: readonly Float32Array[], output: number): Tree {
  const count = nodes.length;
  const tree = {
    output,
    feature: new Int32Array(count).fill(-1),
    threshold: new Float32Array(count),
    sets: nodes.map(({ split }) => (split?.set ? categoriesOf(split.set) : null)),
    missingLeft: new Uint8Array(count),
    left: new Int32Array(count),
    right: new Int32Array(count),
    value: new Float32Array(count),
  };
  nodes.forEach(({ split, left, right, value }, i) => {
    tree.left[i] = left;
    tree.right[i] = right;
    tree.value[i] = value;
    if (!split) return;
    tree.feature[i] = split.feature;
    tree.missingLeft[i] = missingGoesLeft(split);
    if (!split.set) tree.threshold[i] = edges[split.feature]![split.bin - 1] ?? Number.POSITIVE_INFINITY;
  });
  return tree;
}
