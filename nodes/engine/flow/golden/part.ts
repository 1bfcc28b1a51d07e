import { closest } from '../../../base/closest.ts';
import { fail } from '../../../contract/errors/index.ts';
import type { Dataset, GoldenTest, Project, Recipe } from '../../../contract/project/index.ts';
import { recipeKinds } from '../../recipes/registry.ts';
import { buildGraph, type FlowGraph, inputNodes, outputNodes } from '../graph.ts';
import { contentKey, engineVersion } from '../keys.ts';

/** The part of a flow that a test runs. */
export interface GoldenPart {
  /** The part alone: pinned datasets hold what is put into them, nothing else of the project is there. */
  project: Project;
  /** Recipes that run. */
  recipes: string[];
  /** Models whose active version is used. */
  models: string[];
}

/** What a test runs. GOLDEN_DATASET_UNKNOWN, GOLDEN_EXPECTS_NOTHING, GOLDEN_NOT_MADE, GOLDEN_INPUT_MISSING, GOLDEN_TRAINS. */
export function goldenPart(test: GoldenTest, project: Project): GoldenPart {
  for (const id of [...Object.keys(test.inputs), ...Object.keys(test.outputs)]) requireDataset(id, test, project);
  const outputs = Object.keys(test.outputs);
  if (outputs.length === 0) throw fail('GOLDEN_EXPECTS_NOTHING', { test: test.name });
  const graph = buildGraph(project);
  for (const id of outputs)
    if (test.inputs[id] || !graph.producers.has(id))
      throw fail('GOLDEN_NOT_MADE', { test: test.name, dataset: nameOf(id, project) });
  const walk = new PartWalk(test, project, graph);
  for (const id of outputs) walk.visit(id);
  if (walk.missing.size > 0) {
    const names = [...walk.missing].map((id) => `“${nameOf(id, project)}”`);
    throw fail('GOLDEN_INPUT_MISSING', { test: test.name, datasets: names });
  }
  return { project: partProject(walk, test, project), recipes: [...walk.recipes], models: [...walk.models] };
}

/** Everything a test covers: its datasets, and the recipes and models between them. */
export function coveredNodes(part: GoldenPart): string[] {
  return [...part.recipes, ...Object.keys(part.project.datasets), ...part.models];
}

/** Changes whenever the test could come out otherwise. `versions` are the active versions of its models. */
export function goldenKey(test: GoldenTest, part: GoldenPart, versions: Readonly<Record<string, string>>): string {
  const { name: _name, notes: _notes, tags: _tags, enabled: _enabled, ...checked } = test;
  const recipes = part.recipes.map((id) => {
    const { name: _, notes: _n, tags: _t, ...recipe } = part.project.recipes[id]!;
    return recipe;
  });
  const followed = followedMeanings(recipes, part.project);
  const meanings = Object.keys(followed).length > 0 ? { meanings: followed } : {};
  return contentKey({
    ...meanings,
    engine: engineVersion,
    test: checked,
    recipes,
    variables: part.project.variables,
    versions,
  });
}

/** What the project's meanings say that the recipes of a part follow. */
function followedMeanings(recipes: readonly Omit<Recipe, 'name'>[], { meanings }: Project): Record<string, unknown> {
  const all = recipes.map(({ kind, settings, bypassed }) => {
    const found = bypassed ? undefined : recipeKinds.find(kind);
    return found?.settings.safeParse(settings).success ? found.follow(settings, { meanings }).meanings : {};
  });
  return Object.assign({}, ...all);
}

function requireDataset(id: string, test: GoldenTest, project: Project): void {
  if (project.datasets[id]) return;
  const near = closest(id, Object.keys(project.datasets));
  const suggestion = near ? `; did you mean “${near}”?` : '';
  throw fail('GOLDEN_DATASET_UNKNOWN', { test: test.name, dataset: id, suggestion });
}

const nameOf = (id: string, project: Project) => project.datasets[id]?.name ?? project.models[id]?.name ?? id;

/** Against the flow, from what is expected to what is pinned. */
class PartWalk {
  readonly recipes = new Set<string>();
  readonly models = new Set<string>();
  readonly missing = new Set<string>();
  private readonly test: GoldenTest;
  private readonly project: Project;
  private readonly graph: FlowGraph;

  constructor(test: GoldenTest, project: Project, graph: FlowGraph) {
    this.test = test;
    this.project = project;
    this.graph = graph;
  }

  visit(node: string): void {
    if (this.test.inputs[node]) return;
    if (this.project.models[node]) {
      this.models.add(node);
      return;
    }
    const producer = this.graph.producers.get(node);
    const recipe = producer === undefined ? undefined : this.project.recipes[producer];
    if (!recipe) this.missing.add(node);
    else if (!this.recipes.has(recipe.id)) {
      this.recipes.add(recipe.id);
      const trained = outputNodes(recipe).find((id) => this.project.models[id]);
      if (trained) throw fail('GOLDEN_TRAINS', { test: this.test.name, model: nameOf(trained, this.project) });
      for (const input of readBy(recipe)) this.visit(input);
    }
  }
}

/** A bypassed recipe reads its first input alone. */
function readBy(recipe: Recipe): string[] {
  const inputs = inputNodes(recipe);
  return recipe.bypassed ? inputs.slice(0, 1) : inputs;
}

function partProject(walk: PartWalk, test: GoldenTest, project: Project): Project {
  const recipes = Object.fromEntries([...walk.recipes].map((id) => [id, project.recipes[id]!]));
  const nodes = new Set([...Object.keys(test.inputs), ...Object.values(recipes).flatMap(nodesOf)]);
  const datasets: Record<string, Dataset> = {};
  for (const id of nodes) {
    const dataset = project.datasets[id];
    if (dataset) datasets[id] = { ...dataset, source: { kind: 'managed' } };
  }
  const models = Object.fromEntries([...walk.models].map((id) => [id, project.models[id]!]));
  return {
    info: project.info,
    variables: { ...project.variables, ...test.variables },
    layout: { nodes: {} },
    ...{ datasets, recipes, models },
    ...{ quality: {}, statistics: {}, scenarios: {}, dashboards: {}, services: {}, tests: {} },
    meanings: project.meanings,
  };
}

function nodesOf(recipe: Recipe): string[] {
  return [...inputNodes(recipe), ...outputNodes(recipe)];
}
