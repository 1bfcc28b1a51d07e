import type { FlowNode, Progress } from '../../contract/flow.ts';
import { outputsOf } from './evaluate.ts';
import { failureKey } from './keys.ts';
import type { FlowStorage } from './ports.ts';
import { schemaChange } from './schema-change.ts';
import { staleReasons } from './stale-reasons.ts';
import { type FlowStatus, isFresh, type NodeStatus } from './status.ts';

/** Work that goes on now: recipe → its progress. */
export type Running = ReadonlyMap<string, Progress>;

/** Every node of the canvas with its state and the reason in words. */
export function flowNodes(status: FlowStatus, storage: FlowStorage, running: Running): FlowNode[] {
  const items = new Map<string, FlowNode>();
  for (const node of status.nodes.values()) items.set(node.id, itemNode(node, { status, storage, running }));
  const recipes = [...status.recipes.values()].map((result): FlowNode => {
    const outputs = outputsOf(result.recipe, status).flatMap((node) => items.get(node.id) ?? []);
    return {
      ...blank(result.recipe.id, 'recipe'),
      ...recipeState(result.problems, outputs),
      problems: result.problems,
      progress: running.get(result.recipe.id) ?? null,
    };
  });
  return [...items.values(), ...recipes];
}

function blank(id: string, type: FlowNode['type']): FlowNode {
  return {
    id,
    type,
    state: 'ready',
    reason: '',
    problems: [],
    schema: null,
    rows: null,
    bytes: null,
    builtAt: null,
    progress: null,
  };
}

const ranking = ['failed', 'running', 'not-configured', 'stale', 'ready', 'done'] as const;

function recipeState(problems: FlowNode['problems'], outputs: readonly FlowNode[]): State {
  const error = problems.find((problem) => problem.severity === 'error');
  if (error) return { state: 'not-configured', reason: error.message };
  for (const state of ranking) {
    const found = outputs.find((output) => output.state === state);
    if (found) return { state, reason: found.reason, ...(found.error && { error: found.error }) };
  }
  return { state: 'not-configured', reason: 'It has no output' };
}

interface Surroundings {
  status: FlowStatus;
  storage: FlowStorage;
  running: Running;
}

function itemNode(node: NodeStatus, around: Surroundings): FlowNode {
  const change = schemaChange(node, around.status);
  const base = {
    ...blank(node.id, node.type),
    schema: node.schema,
    problems: node.problems,
    ...(change && { schemaChange: change }),
  };
  const progress = node.producer === undefined ? undefined : around.running.get(node.producer);
  const built = node.type === 'model' ? modelFacts(node) : datasetFacts(node);
  if (progress) return { ...base, ...built, state: 'running', reason: progress.message, progress };
  return { ...base, ...built, ...itemState(node, around) };
}

function datasetFacts(node: NodeStatus): Partial<FlowNode> {
  if (node.files) {
    const bytes = node.files.reduce((sum, file) => sum + file.size, 0);
    const changed = Math.max(...node.files.map((file) => file.changed));
    return node.files.length === 0 ? {} : { bytes, builtAt: new Date(changed).toISOString() };
  }
  const build = node.current;
  return build ? { rows: build.rows, bytes: build.bytes, builtAt: build.builtAt } : {};
}

function modelFacts(node: NodeStatus): Partial<FlowNode> {
  return { builtAt: node.model?.created ?? null };
}

type State = Pick<FlowNode, 'state' | 'reason' | 'error'>;

function itemState(node: NodeStatus, { status, storage }: Surroundings): State {
  if (node.source) return sourceState(node);
  const producer = node.producer === undefined ? undefined : status.recipes.get(node.producer);
  const problem = [...node.problems, ...(producer?.problems ?? [])].find((each) => each.severity === 'error');
  const isBuilt = node.type === 'model' ? node.model !== undefined : node.current !== undefined;
  if (!producer)
    return isBuilt
      ? { state: 'done', reason: 'Up to date' }
      : { state: 'not-configured', reason: problem?.message ?? 'No recipe makes it' };
  const failure = storage.failure(node.id);
  if (failure && failure.key === failureKey(node.expected, producer.recipe))
    return { state: 'failed', reason: failure.error.message, error: failure.error };
  if (problem)
    return isBuilt ? { state: 'stale', reason: problem.message } : { state: 'not-configured', reason: problem.message };
  if (isFresh(node)) return { state: 'done', reason: 'Up to date' };
  if (!isBuilt) return { state: 'ready', reason: node.waits ? sentence(`not built: ${node.waits}`) : 'Not built yet' };
  const made = node.type === 'model' ? node.model?.fingerprint : node.current?.fingerprint;
  return { state: 'stale', reason: sentence(staleReasons(made, node, status).join('; ')) };
}

function sourceState(node: NodeStatus): State {
  const problem = node.problems[0];
  if (problem) return { state: 'not-configured', reason: problem.message };
  const count = node.files?.length ?? 0;
  return { state: 'done', reason: count === 1 ? '1 file' : `${count} files` };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
