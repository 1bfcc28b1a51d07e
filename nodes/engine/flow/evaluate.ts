import { isAppError } from '../../base/app-error.ts';
import { closest } from '../../base/closest.ts';
import { reachable } from '../../base/graph.ts';
import type { Problem } from '../../base/problem.ts';
import { fail } from '../../contract/errors/index.ts';
import { fillVariables, fitVariables } from '../../contract/fill-variables.ts';
import type { Project, Recipe } from '../../contract/project/index.ts';
import type { Schema } from '../../contract/schema.ts';
import { problemOf, type RecipeContext, type RecipeKind } from '../recipes/recipe-kind.ts';
import { recipeKinds } from '../recipes/registry.ts';
import { bypassed } from './bypass.ts';
import { datasetStatus, emptyNode, latest, settleUnproduced } from './dataset-status.ts';
import { buildGraph, type FlowGraph, inputNodes, outputNodes } from './graph.ts';
import { contentKey, engineVersion, type Fingerprint, outputKey } from './keys.ts';
import type { FlowPorts } from './ports.ts';
import { forgetRemoved, type RecipeMemory, recall, remember, type SoundRecipe } from './recipe-memory.ts';
import { type FlowStatus, type NodeStatus, type RecipeStatus, type SchemaCache, taskOf } from './status.ts';
import { wiringProblems } from './wiring.ts';

export interface EvaluateOptions {
  /** All values in effect; default: the project's. */
  variables?: Readonly<Record<string, string>>;
  schemas: SchemaCache;
  /** What earlier evaluations found; default: nothing. */
  recipes?: RecipeMemory;
}

/** Works out keys, columns and problems of the whole flow. Reads file names and sizes, never rows (but for detecting columns). */
export async function evaluateFlow(project: Project, ports: FlowPorts, options: EvaluateOptions): Promise<FlowStatus> {
  const variables = options.variables ?? project.variables;
  const graph = buildGraph(project);
  const status: FlowStatus = { project, graph, nodes: new Map(), recipes: new Map(), variables };
  const reading = { ports, schemas: options.schemas };
  const datasets = Object.values(project.datasets).map((dataset) => datasetStatus(dataset, status, reading));
  for (const node of await Promise.all(datasets)) status.nodes.set(node.id, node);
  for (const model of Object.values(project.models)) {
    const active = await ports.storage.activeModel(model.id);
    status.nodes.set(model.id, { ...emptyNode(model, 'model', graph), model: active });
  }
  const memory = options.recipes ?? new Map();
  forgetRemoved(status, memory);
  for (const id of graph.order) evaluateRecipe(project.recipes[id]!, status, { ports, memory });
  for (const recipe of Object.values(project.recipes))
    if (!status.recipes.has(recipe.id)) status.recipes.set(recipe.id, inCycle(recipe, graph));
  for (const node of status.nodes.values()) if (node.producer === undefined) settleUnproduced(node);
  return status;
}

function inCycle(recipe: Recipe, graph: FlowGraph): RecipeStatus {
  const path = (graph.cycle ?? []).join(' → ');
  return emptyRecipe(recipe, [problemOf(fail('FLOW_CYCLE', { path }))]);
}

function emptyRecipe(recipe: Recipe, problems: Problem[]): RecipeStatus {
  return {
    recipe,
    kind: recipeKinds.find(recipe.kind),
    settings: null,
    variables: {},
    meanings: {},
    context: null,
    problems,
  };
}

/** Checks a recipe, unless nothing has changed, and gives its outputs their keys and columns. */
function evaluateRecipe(
  recipe: Recipe,
  status: FlowStatus,
  { ports, memory }: { ports: FlowPorts; memory: RecipeMemory },
): void {
  const known = recall(recipe, status, memory) ?? remember(checkedOutputs(recipe, status), status, memory);
  const { result, schemas } = known;
  status.recipes.set(recipe.id, result);
  for (const [role, ids] of Object.entries(recipe.outputs))
    for (const [index, id] of ids.entries()) {
      const node = status.nodes.get(id);
      if (!node || node.producer !== recipe.id) continue;
      const keyed = isSound(result)
        ? expectedKey(known, status, { role, index })
        : { key: null, waits: `the recipe “${recipe.name}” is not configured` };
      node.expected = keyed.key;
      node.waits = keyed.waits;
      if (node.type !== 'dataset') continue;
      const builds = ports.storage.builds(id);
      node.current = builds.find((build) => build.key === node.expected) ?? latest(builds);
      node.schema = schemas?.[role]?.[index] ?? node.current?.schema ?? node.schema;
    }
}

function checkedOutputs(recipe: Recipe, status: FlowStatus): Pick<SoundRecipe, 'result' | 'schemas'> {
  const result = checkRecipe(recipe, status);
  return { result, schemas: isSound(result) ? outputSchemas(result) : undefined };
}

function isSound({ problems }: RecipeStatus): boolean {
  return !problems.some((problem) => problem.severity === 'error');
}

function outputSchemas(result: RecipeStatus): Record<string, Schema[]> | undefined {
  if (!result.kind || !result.settings || !result.context) return undefined;
  return result.kind.outputSchema(result.settings, result.context);
}

/** Settings and connections of a recipe, checked: also for one that is not in the project yet; one without any output is a question. */
export function checkRecipe(
  recipe: Recipe,
  status: FlowStatus,
  { mayLackOutputs = false }: { mayLackOutputs?: boolean } = {},
): RecipeStatus {
  const result = emptyRecipe(recipe, []);
  try {
    const { kind } = result;
    if (!kind) {
      const near = closest(recipe.kind, recipeKinds.ids);
      throw fail('RECIPE_KIND_UNKNOWN', { kind: recipe.kind, suggestion: near ? `; did you mean “${near}”?` : '' });
    }
    if (recipe.bypassed) Object.assign(result, bypassed(recipe, kind));
    checkSettings(result, status, mayLackOutputs);
  } catch (error) {
    if (!isAppError(error)) throw error;
    result.problems.push(problemOf(error));
  }
  return result;
}

/** Wiring, settings and columns of a recipe of a known kind; what is wrong goes to its problems. RECIPE_SETTINGS, FLOW_VARIABLE_*. */
function checkSettings(result: RecipeStatus, status: FlowStatus, mayLackOutputs: boolean): void {
  const { recipe, kind } = result;
  if (!kind) return;
  const isQuestion = mayLackOutputs && Object.values(recipe.outputs).flat().length === 0;
  result.problems.push(...wiringProblems(recipe, isQuestion ? { ...kind, outputs: [] } : kind, status));
  const settings = recipe.bypassed ? {} : recipe.settings;
  const filled = fillVariables(settings, status.variables, `The recipe “${recipe.name}”`);
  result.variables = filled.used;
  const parsed = kind.parse(fitVariables(filled, kind.settings), recipe.version);
  const followed = kind.follow(parsed, status.project);
  result.settings = followed.settings;
  result.meanings = followed.meanings;
  if (result.problems.length > 0) return;
  result.context = contextOf(recipe, kind, status);
  if (result.context) result.problems.push(...kind.check(result.settings, result.context));
  else result.problems.push(...inputProblems(recipe, kind, status));
}

/** Why the columns of an input are not known: what is wrong with it, else that it waits. */
function inputProblems(recipe: Recipe, kind: RecipeKind, status: FlowStatus): Problem[] {
  const unknown = datasetInputs(recipe, kind).flatMap((id) => status.nodes.get(id) ?? []);
  return unknown
    .filter((node) => node.schema === null)
    .flatMap((node) =>
      node.problems.length > 0
        ? node.problems
        : [problemOf(fail('FLOW_INPUT_UNKNOWN', { recipe: recipe.name, node: node.name }))],
    );
}

function datasetInputs(recipe: Recipe, kind: RecipeKind): string[] {
  return kind.inputs.filter((role) => role.accepts === 'dataset').flatMap((role) => recipe.inputs[role.id] ?? []);
}

function contextOf(recipe: Recipe, kind: RecipeKind, status: FlowStatus): RecipeContext | null {
  const inputs: Record<string, { id: string; name: string; schema: Schema }[]> = {};
  const models: Record<string, RecipeContext['models'][string][number][]> = {};
  for (const role of kind.inputs)
    for (const id of recipe.inputs[role.id] ?? []) {
      const node = status.nodes.get(id)!;
      if (role.accepts === 'model') {
        models[role.id] = [
          ...(models[role.id] ?? []),
          { id, name: node.name, spec: node.model?.spec ?? null, task: taskOf(node, status) },
        ];
      } else {
        if (!node.schema) return null;
        inputs[role.id] = [...(inputs[role.id] ?? []), { id, name: node.name, schema: node.schema }];
      }
    }
  const outputs = Object.fromEntries(
    Object.entries(recipe.outputs).map(([role, ids]) => [
      role,
      ids.map((id) => ({ id, name: status.nodes.get(id)?.name ?? id })),
    ]),
  );
  return { inputs, models, outputs };
}

/** Fingerprint over given input keys; `keyOf` gives null for an input whose key is not known. */
export function fingerprintOf(
  result: RecipeStatus,
  status: FlowStatus,
  keyOf: (node: string) => string | null,
): Fingerprint | null {
  const { recipe, kind, variables, meanings } = result;
  const inputs: Fingerprint['inputs'] = {};
  for (const role of kind?.inputs ?? []) {
    const list: Fingerprint['inputs'][string] = [];
    for (const node of recipe.inputs[role.id] ?? []) {
      const key = keyOf(node);
      if (key === null) return null;
      const source = status.nodes.get(node)?.print;
      list.push({ node, key, ...(source && { source }) });
    }
    inputs[role.id] = list;
  }
  return {
    engine: engineVersion,
    recipe: { id: recipe.id, kind: recipe.kind, version: kind?.version ?? recipe.version },
    ...(recipe.bypassed && { bypassed: true }),
    settings: recipe.bypassed ? {} : recipe.settings,
    variables,
    ...(Object.keys(meanings).length > 0 && { meanings: printsOf(meanings) }),
    inputs,
  };
}

const printsOf = (meanings: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(meanings).map(([id, said]) => [id, contentKey(said)]));

/** The nodes a recipe writes. */
export function outputsOf(recipe: Recipe, status: FlowStatus): NodeStatus[] {
  return outputNodes(recipe).flatMap((id) => {
    const node = status.nodes.get(id);
    return node?.producer === recipe.id ? [node] : [];
  });
}

/** After a training: everything that depends on the model gets its keys and columns anew. */
export async function reevaluateModel(model: string, status: FlowStatus, ports: FlowPorts): Promise<void> {
  const node = status.nodes.get(model);
  if (!node) return;
  node.model = await ports.storage.activeModel(model);
  const readers = status.graph.order.filter((id) => inputNodes(status.project.recipes[id]!).includes(model));
  const affected = reachable(status.graph.downstream, readers);
  for (const id of status.graph.order)
    if (affected.has(id)) evaluateRecipe(status.project.recipes[id]!, status, { ports, memory: new Map() });
}

/** Key a reader of the node depends on if everything were built: of its rows, or of the model version in use. */
export function expectedInputKey(status: FlowStatus, id: string): string | null {
  const node = status.nodes.get(id);
  if (node?.type === 'model') return node.model ? `model ${node.model.version}` : null;
  return node?.expected ?? null;
}

function expectedKey(
  { result, keys }: SoundRecipe,
  status: FlowStatus,
  output: { role: string; index: number },
): { key: string | null; waits: string } {
  const place = `${output.role} ${output.index}`;
  const inputs = inputNodes(result.recipe)
    .map((id) => expectedInputKey(status, id))
    .join();
  const known = keys.get(place);
  if (known?.inputs === inputs) return { key: known.key, waits: '' };
  const fingerprint = fingerprintOf(result, status, (id) => expectedInputKey(status, id));
  if (fingerprint && result.settings) {
    const key = outputKey(fingerprint, result.settings, output);
    keys.set(place, { inputs, key });
    return { key, waits: '' };
  }
  const missing = Object.values(result.recipe.inputs)
    .flat()
    .map((id) => status.nodes.get(id))
    .find((node) => node && expectedInputKey(status, node.id) === null);
  if (missing?.type === 'model') return { key: null, waits: `the model “${missing.name}” is not trained yet` };
  return { key: null, waits: missing?.waits ?? '' };
}
