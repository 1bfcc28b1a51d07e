import type { Task } from '../../../contract/model.ts';
import { type Attribute, decodeModel, type OnnxNode } from '../onnx/proto.ts';
import type { Ensemble, Tree } from './ensemble.ts';

/**
 * Reads the tree ensemble of a model as `treesToOnnx` writes it. Null when the model is something else (another operator,
 * other comparisons, averages, leaves for several outputs in one tree …): such models run in onnxruntime.
 */
export function treesFromOnnx(bytes: Uint8Array): Ensemble | null {
  const model = decodeModel(bytes);
  const node = model.graph.node[0];
  if (!node || model.graph.node.length !== 1) return null;
  const isRegression = node.opType === 'TreeEnsembleRegressor';
  if (!isRegression && node.opType !== 'TreeEnsembleClassifier') return null;
  const features = model.graph.input[0]?.type.tensorType.shape.dim[1]?.dimValue;
  const task = taskOf(node, isRegression);
  if (features === undefined || task === null || !isPlainSum(node)) return null;
  const trees = readTrees(node, isRegression ? 'target' : 'class');
  if (!trees) return null;
  const outputs = task === 'multiclass' ? ints(node, 'classlabels_int64s').length : 1;
  const bases = floats(node, 'base_values');
  if (trees.some((tree) => tree.output >= outputs) || (bases.length !== 0 && bases.length !== outputs)) return null;
  return { task, outputs, features, trees: [...trees, ...bases.map(constantTree)] };
}

/** Sums of leaves in float32; the operators' other ways are rare. */
function isPlainSum(node: OnnxNode): boolean {
  const aggregate = new TextDecoder().decode(find(node, 'aggregate_function')?.s ?? new Uint8Array());
  const inDouble = node.attribute.some(({ name }) => name.endsWith('_as_tensor'));
  return !inDouble && (aggregate === '' || aggregate === 'SUM');
}

/** A base value, as a tree of one leaf. */
function constantTree(value: number, output: number): Tree {
  return {
    output,
    feature: Int32Array.of(-1),
    threshold: new Float32Array(1),
    sets: [null],
    missingLeft: new Uint8Array(1),
    left: Int32Array.of(-1),
    right: Int32Array.of(-1),
    value: Float32Array.of(value),
  };
}

function taskOf(node: OnnxNode, isRegression: boolean): Task | null {
  const transform = new TextDecoder().decode(find(node, 'post_transform')?.s ?? new Uint8Array());
  if (isRegression) return transform === '' || transform === 'NONE' ? 'regression' : null;
  const classes = ints(node, 'classlabels_int64s').length;
  if (transform === 'LOGISTIC' && classes === 2) return 'binary';
  return transform === 'SOFTMAX' && classes > 2 ? 'multiclass' : null;
}

interface RawNode {
  mode: string;
  feature: number;
  value: number;
  yes: number;
  no: number;
  missing: number;
  leafValue: number;
}

function readTrees(node: OnnxNode, leaf: string): Tree[] | null {
  const rawTrees = new Map<number, Map<number, RawNode>>();
  const treeIds = ints(node, 'nodes_treeids');
  const nodeIds = ints(node, 'nodes_nodeids');
  const modes = (find(node, 'nodes_modes')?.strings ?? []).map((mode) => new TextDecoder().decode(mode));
  const [features, values] = [ints(node, 'nodes_featureids'), floats(node, 'nodes_values')];
  const [yes, no] = [ints(node, 'nodes_truenodeids'), ints(node, 'nodes_falsenodeids')];
  const missing = ints(node, 'nodes_missing_value_tracks_true');
  for (const [i, treeId] of treeIds.entries()) {
    const mode = modes[i]!;
    if (!['LEAF', 'BRANCH_LEQ', 'BRANCH_EQ'].includes(mode)) return null;
    const nodes = rawTrees.get(treeId) ?? new Map<number, RawNode>();
    rawTrees.set(treeId, nodes);
    const shape = { mode, feature: features[i]!, value: values[i]!, yes: yes[i]!, no: no[i]! };
    nodes.set(nodeIds[i]!, { ...shape, missing: missing[i] ?? 0, leafValue: 0 });
  }
  const outputs = new Map<number, number>();
  const leafTrees = ints(node, `${leaf}_treeids`);
  const leafNodes = ints(node, `${leaf}_nodeids`);
  const [ids, weights] = [ints(node, `${leaf}_ids`), floats(node, `${leaf}_weights`)];
  for (const [i, treeId] of leafTrees.entries()) {
    const raw = rawTrees.get(treeId)?.get(leafNodes[i]!);
    if (!raw || (outputs.get(treeId) ?? ids[i]) !== ids[i]) return null;
    outputs.set(treeId, ids[i]!);
    raw.leafValue += weights[i]!;
  }
  return [...rawTrees].map(([treeId, nodes]) => toTree(nodes, outputs.get(treeId) ?? 0));
}

/** Flat arrays in depth-first order, chains of BRANCH_EQ folded back into sets. */
function toTree(nodes: Map<number, RawNode>, output: number): Tree {
  const tree = { feature: [], threshold: [], sets: [], missingLeft: [], left: [], right: [], value: [] } as {
    feature: number[];
    threshold: number[];
    sets: (Float32Array | null)[];
    missingLeft: number[];
    left: number[];
    right: number[];
    value: number[];
  };
  const add = (id: number): number => {
    const raw = nodes.get(id)!;
    const at = tree.feature.length;
    const isLeaf = raw.mode === 'LEAF';
    tree.feature.push(isLeaf ? -1 : raw.feature);
    tree.threshold.push(raw.value);
    tree.missingLeft.push(raw.missing);
    tree.value.push(raw.leafValue);
    tree.left.push(-1);
    tree.right.push(-1);
    const chain = raw.mode === 'BRANCH_EQ' ? followChain(nodes, raw) : null;
    tree.sets.push(chain ? chain.values : null);
    if (isLeaf) return at;
    tree.left[at] = add(raw.yes);
    tree.right[at] = add(chain ? chain.no : raw.no);
    return at;
  };
  add([...nodes.keys()][0]!);
  return {
    output,
    feature: Int32Array.from(tree.feature),
    threshold: Float32Array.from(tree.threshold),
    sets: tree.sets,
    missingLeft: Uint8Array.from(tree.missingLeft),
    left: Int32Array.from(tree.left),
    right: Int32Array.from(tree.right),
    value: Float32Array.from(tree.value),
  };
}

function followChain(nodes: Map<number, RawNode>, first: RawNode): { values: Float32Array; no: number } {
  const values = [first.value];
  let last = first;
  for (;;) {
    const next = nodes.get(last.no);
    if (next?.mode !== 'BRANCH_EQ' || next.feature !== first.feature || next.yes !== first.yes) break;
    values.push(next.value);
    last = next;
  }
  return { values: Float32Array.from(values), no: last.no };
}

function find(node: OnnxNode, name: string): Attribute | undefined {
  return node.attribute.find((attribute) => attribute.name === name);
}

function ints(node: OnnxNode, name: string): number[] {
  return find(node, name)?.ints ?? [];
}

function floats(node: OnnxNode, name: string): number[] {
  return find(node, name)?.floats ?? [];
}
