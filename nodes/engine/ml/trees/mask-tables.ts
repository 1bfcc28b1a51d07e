import { type Ensemble, goesLeft, type Tree } from './ensemble.ts';

/** One feature's part of the masks: intervals between edges, then the missing value; a mask for every tree. */
export interface FeatureTable {
  column: number;
  /** Sorted; interval i holds the values with exactly i edges below them. */
  edges: Float32Array;
  /** (edges + 2) × trees masks. */
  masks: BigUint64Array;
}

export interface MaskTables {
  /** Bits of a mask: the most leaves a tree may have. */
  bits: 32 | 64;
  /** Trees including padding; every output's trees begin at a multiple of 4. */
  trees: number;
  /** First tree of each output, then `trees`. */
  groups: Uint32Array;
  features: FeatureTable[];
  /** trees × bits. */
  leaves: Float32Array;
}

const MAX_BYTES = 256 * 1024 * 1024;

/** Tables of the bit-mask evaluator, or null when a tree has more than 64 leaves or the tables would be too large. */
export function buildMaskTables(ensemble: Ensemble): MaskTables | null {
  const most = Math.max(1, ...ensemble.trees.map(countLeaves));
  if (most > 64) return null;
  const bits = most <= 32 ? 32 : 64;
  const { slots, groups } = placeTrees(ensemble);
  const trees = groups[groups.length - 1]!;
  const edges = edgesByFeature(ensemble);
  const rows = [...edges.values()].reduce((sum, list) => sum + list.length + 2, 0);
  if (rows * trees * 8 > MAX_BYTES) return null;
  const all = (1n << BigInt(bits)) - 1n;
  const tables: MaskTables = { bits, trees, groups, features: [], leaves: new Float32Array(trees * bits) };
  for (const [column, list] of [...edges].sort((a, b) => a[0] - b[0])) {
    tables.features.push({ column, edges: list, masks: new BigUint64Array((list.length + 2) * trees).fill(all) });
  }
  const byColumn = new Map(tables.features.map((table) => [table.column, table]));
  ensemble.trees.forEach((tree, i) => {
    addTree({ tree, slot: slots[i]!, all }, tables, byColumn);
  });
  return tables;
}

function countLeaves(tree: Tree): number {
  return tree.feature.reduce((count, feature) => count + (feature < 0 ? 1 : 0), 0);
}

/** Trees of one output stand together, padded to a multiple of 4. */
function placeTrees(ensemble: Ensemble): { slots: number[]; groups: Uint32Array } {
  const slots = new Array<number>(ensemble.trees.length).fill(0);
  const groups = new Uint32Array(ensemble.outputs + 1);
  let next = 0;
  for (let output = 0; output < ensemble.outputs; output++) {
    groups[output] = next;
    ensemble.trees.forEach((tree, i) => {
      if (tree.output === output) slots[i] = next++;
    });
    next = Math.ceil(next / 4) * 4;
  }
  groups[ensemble.outputs] = next;
  return { slots, groups };
}

/** For each feature in use the values at which some condition changes. A set member v needs the edges just below v and v. */
function edgesByFeature(ensemble: Ensemble): Map<number, Float32Array> {
  const edges = new Map<number, Set<number>>();
  for (const tree of ensemble.trees) {
    tree.feature.forEach((feature, node) => {
      if (feature < 0) return;
      const list = edges.get(feature) ?? new Set<number>();
      edges.set(feature, list);
      const set = tree.sets[node];
      if (!set) list.add(tree.threshold[node]!);
      else for (const value of set) list.add(value).add(justBelow(value));
    });
  }
  return new Map([...edges].map(([feature, list]) => [feature, Float32Array.from(list).sort()]));
}

/** The next smaller float32 number. */
function justBelow(value: number): number {
  const float = Float32Array.of(value);
  const bits = new Int32Array(float.buffer);
  if (value === 0) bits[0] = -0x7fffffff;
  else bits[0]! += value > 0 ? -1 : 1;
  return float[0]!;
}

function addTree(
  place: { tree: Tree; slot: number; all: bigint },
  tables: MaskTables,
  byColumn: ReadonlyMap<number, FeatureTable>,
): void {
  const { tree, slot, all } = place;
  let leaves = 0;
  const visit = (node: number): bigint => {
    const feature = tree.feature[node]!;
    if (feature < 0) {
      tables.leaves[slot * tables.bits + leaves] = tree.value[node]!;
      return 1n << BigInt(leaves++);
    }
    const left = visit(tree.left[node]!);
    const right = visit(tree.right[node]!);
    exclude({ tree, node, slot, keep: all & ~left, trees: tables.trees }, byColumn.get(feature)!);
    return left | right;
  };
  visit(0);
}

/** Clears the left leaves in every interval whose values go right. */
function exclude(
  at: { tree: Tree; node: number; slot: number; keep: bigint; trees: number },
  table: FeatureTable,
): void {
  const { edges, masks } = table;
  for (let interval = 0; interval <= edges.length + 1; interval++) {
    const value =
      interval === edges.length + 1
        ? Number.NaN
        : interval < edges.length
          ? edges[interval]!
          : Number.POSITIVE_INFINITY;
    if (!goesLeft(at.tree, at.node, value)) masks[interval * at.trees + at.slot]! &= at.keep;
  }
}
