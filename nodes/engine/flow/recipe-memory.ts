import type { Recipe } from '../../contract/project/index.ts';
import type { Schema } from '../../contract/schema.ts';
import { inputNodes, outputNodes } from './graph.ts';
import { type FlowStatus, type RecipeStatus, taskOf } from './status.ts';

/** A recipe without problems, and what it was found so with. */
export interface SoundRecipe {
  result: RecipeStatus;
  /** Role → columns of each output. */
  schemas: Record<string, Schema[]> | undefined;
  ends: readonly unknown[];
  /** By output, the key and the keys of the inputs which it was made of. */
  keys: Map<string, { inputs: string; key: string }>;
}

/**
 * The sound recipes of the last evaluation, by id; kept between evaluations, so that a change costs what it touches and not
 * the whole flow. Recipes with problems are not kept: they are checked again each time.
 */
export type RecipeMemory = Map<string, SoundRecipe>;

/** What is known of the recipe, when nothing that its check looks at has changed since. */
export function recall(recipe: Recipe, status: FlowStatus, memory: RecipeMemory): SoundRecipe | undefined {
  const known = memory.get(recipe.id);
  if (known?.result.recipe !== recipe) return undefined;
  const isSame = Object.entries(known.result.variables).every(([name, value]) => status.variables[name] === value);
  if (!isSame) return undefined;
  const ends = endsOf(known.result, status);
  return known.ends.length === ends.length && known.ends.every((end, i) => Object.is(end, ends[i])) ? known : undefined;
}

/** Keeps a result without problems, forgets a recipe that has some. */
export function remember(
  found: Pick<SoundRecipe, 'result' | 'schemas'>,
  status: FlowStatus,
  memory: RecipeMemory,
): SoundRecipe {
  const { recipe, problems } = found.result;
  const known: SoundRecipe = { ...found, ends: endsOf(found.result, status), keys: new Map() };
  if (problems.length === 0) memory.set(recipe.id, known);
  else memory.delete(recipe.id);
  return known;
}

/** Forgets recipes that are no longer in the project. */
export function forgetRemoved({ project }: FlowStatus, memory: RecipeMemory): void {
  for (const id of memory.keys()) if (!project.recipes[id]) memory.delete(id);
}

/** What a check looks at beside the recipe itself and the variables it names; compared by identity. */
function endsOf({ recipe, meanings }: RecipeStatus, status: FlowStatus): unknown[] {
  const ends: unknown[] = Object.keys(meanings).map((id) => status.project.meanings[id]);
  for (const id of inputNodes(recipe)) {
    const node = status.nodes.get(id);
    ends.push(node?.type, node?.name, node?.schema, node?.model?.spec, node && taskOf(node, status));
  }
  for (const id of outputNodes(recipe)) {
    const node = status.nodes.get(id);
    const source = status.project.datasets[id]?.source.kind;
    ends.push(node?.type, node?.name, node?.producer, source, status.graph.contested.has(id));
  }
  return ends;
}
