import { reachable } from '../../base/graph.ts';
import { fail } from '../../contract/errors/index.ts';
import type { BuildPlan, BuildRequest, PlannedRun } from '../../contract/flow.ts';
import { outputsOf } from './evaluate.ts';
import { inputNodes } from './graph.ts';
import { staleReasons } from './stale-reasons.ts';
import { type FlowStatus, isFresh, type NodeStatus } from './status.ts';

interface Chosen {
  /** Recipe → why it runs. */
  run: Map<string, string>;
  /** Recipe → why it does not. */
  skip: Map<string, string>;
}

/** What a build would do, in the order of dependence. NOT_FOUND, FLOW_SOURCE_TARGET, FLOW_NOT_MADE. */
export function planBuild(status: FlowStatus, request: Pick<BuildRequest, 'targets' | 'mode'>): BuildPlan {
  const chosen: Chosen = { run: new Map(), skip: new Map() };
  if (request.mode === 'downstream') chooseDownstream(status, request.targets, chosen);
  else {
    const isExplicit = request.targets.length > 0;
    const targets = isExplicit ? request.targets.map((id) => targetNode(status, id)) : allOutputs(status);
    for (const node of targets) {
      if (request.mode === 'required') chooseRequired(node, status, { chosen, isTarget: isExplicit, seen: new Set() });
      else chooseForced(node, status, { chosen, isUpstream: request.mode === 'upstream' });
    }
  }
  const { graph, project } = status;
  const activities = [...chosen.run]
    .sort(([a], [b]) => graph.order.indexOf(a) - graph.order.indexOf(b))
    .map(([recipe, reason]) => ({
      recipe,
      outputs: Object.values(project.recipes[recipe]!.outputs).flat(),
      reason,
      after: (graph.upstream.get(recipe) ?? []).filter((before) => chosen.run.has(before)),
      problem: problemOf(recipe, status),
    }));
  const skipped = [...chosen.skip]
    .filter(([recipe]) => !chosen.run.has(recipe))
    .map(([recipe, reason]) => ({ recipe, reason }));
  return { activities: inSteps(activities), skipped, estimateMs: null };
}

type Unnumbered = Omit<PlannedRun, 'step' | 'last'>;

/** Numbers the steps: a recipe is in the one after the last that it waits for. */
function inSteps(activities: readonly Unnumbered[]): PlannedRun[] {
  const steps = new Map<string, number>();
  return activities.map((one) => {
    const step = 1 + Math.max(0, ...one.after.map((before) => steps.get(before) ?? 0));
    steps.set(one.recipe, step);
    return { ...one, step, last: null };
  });
}

function problemOf(recipe: string, status: FlowStatus): string | null {
  const problems = status.recipes.get(recipe)?.problems ?? [];
  return problems.find(({ severity }) => severity === 'error')?.message ?? null;
}

function targetNode(status: FlowStatus, id: string): NodeStatus {
  const node = status.nodes.get(id);
  if (!node) throw fail('NOT_FOUND', { kind: 'dataset or model', id, suggestion: '' });
  if (node.source) throw fail('FLOW_SOURCE_TARGET', { node: node.name });
  if (node.producer === undefined) throw fail('FLOW_NOT_MADE', { node: node.name });
  return node;
}

function allOutputs(status: FlowStatus): NodeStatus[] {
  return [...status.nodes.values()].filter((node) => node.producer !== undefined);
}

function reasonOf(node: NodeStatus, status: FlowStatus): string {
  if (node.type === 'model') {
    if (!node.model) return 'not trained yet';
    return node.model.fingerprint ? staleReasons(node.model.fingerprint, node, status).join('; ') : 'trained elsewhere';
  }
  if (!node.current) return node.waits || 'not built yet';
  return staleReasons(node.current.fingerprint, node, status).join('; ');
}

interface Walk {
  chosen: Chosen;
  isTarget: boolean;
  seen: Set<string>;
}

/** A dataset that is not fresh is built, with what it needs. A model is trained when it is the target, or has no version. */
function chooseRequired(node: NodeStatus, status: FlowStatus, walk: Walk): void {
  const { producer } = node;
  if (producer === undefined || walk.seen.has(node.id)) return;
  walk.seen.add(node.id);
  const isForeign = node.model !== undefined && node.model.key === undefined;
  if (isFresh(node) && !(isForeign && walk.isTarget)) {
    walk.chosen.skip.set(producer, 'up to date');
    return;
  }
  if (node.type === 'model' && node.model && !walk.isTarget) {
    walk.chosen.skip.set(producer, 'the active version is used; train it by building the model');
    return;
  }
  walk.chosen.run.set(producer, walk.chosen.run.get(producer) ?? reasonOf(node, status));
  for (const id of inputNodes(status.recipes.get(producer)?.recipe ?? status.project.recipes[producer]!)) {
    const input = status.nodes.get(id);
    if (input) chooseRequired(input, status, { ...walk, isTarget: false });
  }
}

function chooseForced(node: NodeStatus, status: FlowStatus, walk: { chosen: Chosen; isUpstream: boolean }): void {
  const { producer } = node;
  if (producer === undefined || walk.chosen.run.get(producer) !== undefined) return;
  walk.chosen.run.set(producer, 'asked for');
  if (!walk.isUpstream) return;
  for (const before of reachable(status.graph.upstream, [producer]))
    if (before !== producer && status.recipes.get(before)) walk.chosen.run.set(before, `upstream of “${node.name}”`);
}

function chooseDownstream(status: FlowStatus, targets: readonly string[], chosen: Chosen): void {
  const { graph, project } = status;
  const starts = targets.flatMap((id) => {
    if (!status.nodes.has(id)) throw fail('NOT_FOUND', { kind: 'dataset or model', id, suggestion: '' });
    return graph.order.filter(
      (recipe) => inputNodes(project.recipes[recipe]!).includes(id) || graph.producers.get(id) === recipe,
    );
  });
  for (const recipe of reachable(graph.downstream, starts))
    for (const node of outputsOf(project.recipes[recipe]!, status))
      chooseRequired(node, status, { chosen, isTarget: targets.includes(node.id), seen: new Set() });
}
