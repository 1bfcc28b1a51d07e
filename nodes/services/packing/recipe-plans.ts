import type { Recipe } from '../../contract/project/index.ts';
import { resolveVariables } from '../../engine/flow/variables.ts';
import type { DatasetInput, RecipeContext } from '../../engine/recipes/recipe-kind.ts';
import { recipeKinds } from '../../engine/recipes/registry.ts';
import type { Plan } from '../../engine/sql/plan.ts';
import type { Workspace } from '../workspace/types.ts';

/** Dataset → plan of the recipe that writes it, for recipes that are one query. Scans name datasets. */
export async function recipePlans(workspace: Workspace): Promise<Map<string, Plan>> {
  const plans = new Map<string, Plan>();
  for (const recipe of Object.values(workspace.project.recipes))
    for (const [dataset, plan] of await plansOf(workspace, recipe)) plans.set(dataset, plan);
  return plans;
}

async function plansOf(workspace: Workspace, recipe: Recipe): Promise<[string, Plan][]> {
  const kind = recipeKinds.find(recipe.kind);
  const context = kind?.plan ? await contextOf(workspace, recipe) : undefined;
  if (!kind?.plan || !context) return [];
  const settings = kind.parse(settingsOf(workspace, recipe), recipe.version);
  const plans = kind.plan(settings, context);
  return Object.entries(recipe.outputs).flatMap(([role, ids]) =>
    ids.flatMap((id, i): [string, Plan][] => {
      const plan = plans[role]?.[i];
      return plan ? [[id, plan]] : [];
    }),
  );
}

/** A recipe's settings with the project's variables filled in. */
export function settingsOf(workspace: Workspace, recipe: Recipe): Record<string, unknown> {
  return resolveVariables(recipe.settings, workspace.project.variables, recipe.name).value;
}

/** Undefined while the columns of an input are not known. */
async function contextOf(workspace: Workspace, recipe: Recipe): Promise<RecipeContext | undefined> {
  const { datasets } = workspace.project;
  const inputs: Record<string, DatasetInput[]> = {};
  for (const [role, ids] of Object.entries(recipe.inputs)) {
    inputs[role] = [];
    for (const id of ids) {
      const schema = datasets[id] ? await workspace.schemaOf(id) : null;
      if (!schema) return undefined;
      inputs[role].push({ id, name: datasets[id]?.name ?? id, schema });
    }
  }
  const named = (ids: string[]) => ids.map((id) => ({ id, name: datasets[id]?.name ?? id }));
  const outputs = Object.fromEntries(Object.entries(recipe.outputs).map(([role, ids]) => [role, named(ids)]));
  return { inputs, models: {}, outputs };
}
