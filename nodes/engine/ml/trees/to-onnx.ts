import { attribute } from '../onnx/proto.ts';
import { writeOperatorModel } from '../onnx/write-model.ts';
import type { Ensemble, Tree } from './ensemble.ts';

interface NodeLists {
  treeIds: number[];
  nodeIds: number[];
  featureIds: number[];
  modes: string[];
  values: number[];
  trueIds: number[];
  falseIds: number[];
  missingTrue: number[];
  leafTrees: number[];
  leafNodes: number[];
  leafOutputs: number[];
  leafValues: number[];
}

/**
 * An ensemble as a TreeEnsembleClassifier or TreeEnsembleRegressor. A node that tests a set of categories becomes a chain of
 * BRANCH_EQ nodes whose true branches meet in the same child.
 */
export function treesToOnnx(ensemble: Ensemble, classes: number): Uint8Array {
  const lists: NodeLists = {
    treeIds: [],
    nodeIds: [],
    featureIds: [],
    modes: [],
    values: [],
    trueIds: [],
    falseIds: [],
    missingTrue: [],
    leafTrees: [],
    leafNodes: [],
    leafOutputs: [],
    leafValues: [],
  };
  ensemble.trees.forEach((tree, id) => {
    addTree(lists, tree, id);
  });
  const isRegression = ensemble.task === 'regression';
  const leaf = isRegression ? 'target' : 'class';
  const transform = { binary: 'LOGISTIC', multiclass: 'SOFTMAX', regression: 'NONE' }[ensemble.task];
  return writeOperatorModel({
    task: ensemble.task,
    features: ensemble.features,
    classes,
    classifier: 'TreeEnsembleClassifier',
    labels: 'classlabels_int64s',
    regressor: 'TreeEnsembleRegressor',
    attributes: [
      attribute.ints('nodes_treeids', lists.treeIds),
      attribute.ints('nodes_nodeids', lists.nodeIds),
      attribute.ints('nodes_featureids', lists.featureIds),
      attribute.strings('nodes_modes', lists.modes),
      attribute.floats('nodes_values', lists.values),
      attribute.ints('nodes_truenodeids', lists.trueIds),
      attribute.ints('nodes_falsenodeids', lists.falseIds),
      attribute.ints('nodes_missing_value_tracks_true', lists.missingTrue),
      attribute.ints(`${leaf}_treeids`, lists.leafTrees),
      attribute.ints(`${leaf}_nodeids`, lists.leafNodes),
      attribute.ints(`${leaf}_ids`, lists.leafOutputs),
      attribute.floats(`${leaf}_weights`, lists.leafValues),
      attribute.string('post_transform', transform),
      ...(isRegression ? [attribute.int('n_targets', 1)] : []),
    ],
  });
}

/** Nodes in depth-first order; the extra nodes of chains come right after the node they stand for. */
function addTree(lists: NodeLists, tree: Tree, treeId: number): void {
  const ids = numberNodes(tree);
  for (const [node, id] of ids) {
    if (tree.feature[node]! < 0) {
      push(lists, { treeId, id, mode: 'LEAF', feature: 0, value: 0, yes: 0, no: 0, missing: 0 });
      lists.leafTrees.push(treeId);
      lists.leafNodes.push(id);
      lists.leafOutputs.push(tree.output);
      lists.leafValues.push(tree.value[node]!);
      continue;
    }
    const yes = ids.get(tree.left[node]!)!;
    const no = ids.get(tree.right[node]!)!;
    const shared = { treeId, feature: tree.feature[node]!, yes, missing: tree.missingLeft[node]! };
    const set = tree.sets[node];
    if (!set) {
      push(lists, { ...shared, id, mode: 'BRANCH_LEQ', value: tree.threshold[node]!, no });
      continue;
    }
    // A set of the missing value alone is a test that no code passes.
    const values = set.length > 0 ? [...set] : [-1];
    values.forEach((value, i) => {
      push(lists, { ...shared, id: id + i, mode: 'BRANCH_EQ', value, no: i + 1 < values.length ? id + i + 1 : no });
    });
  }
}

function numberNodes(tree: Tree): Map<number, number> {
  const ids = new Map<number, number>();
  const stack = [0];
  let next = 0;
  while (stack.length > 0) {
    const node = stack.pop()!;
    ids.set(node, next);
    next += Math.max(1, tree.sets[node]?.length ?? 1);
    if (tree.feature[node]! >= 0) stack.push(tree.right[node]!, tree.left[node]!);
  }
  return ids;
}

interface NodeRow {
  treeId: number;
  id: number;
  mode: string;
  feature: number;
  value: number;
  yes: number;
  no: number;
  missing: number;
}

function push(lists: NodeLists, row: NodeRow): void {
  lists.treeIds.push(row.treeId);
  lists.nodeIds.push(row.id);
  lists.featureIds.push(row.feature);
  lists.modes.push(row.mode);
  lists.values.push(row.value);
  lists.trueIds.push(row.yes);
  lists.falseIds.push(row.no);
  lists.missingTrue.push(row.missing);
}
