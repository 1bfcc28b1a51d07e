import type { Role } from './catalog.ts';
import type { Recipe } from './project/index.ts';

interface Roles {
  inputs?: readonly Role[] | undefined;
  outputs?: readonly Role[] | undefined;
}

/** The role whose first dataset a bypassed recipe passes through, or why the recipe cannot be bypassed. */
export type Bypass = { role: Role; reason?: undefined } | { role?: undefined; reason: string };

/** What bypassing a recipe of a kind with these roles means: rows go from its first data input to its only output. */
export function bypassOf(recipe: Pick<Recipe, 'outputs'>, { inputs = [], outputs = [] }: Roles): Bypass {
  const role = inputs.find(({ accepts }) => accepts === 'dataset');
  if (!role) return { reason: 'it reads no dataset' };
  if (outputs.some(({ accepts }) => accepts === 'model')) return { reason: 'it makes a model, and rows are none' };
  const written = Object.values(recipe.outputs).flat().length;
  if (written > 1) return { reason: `it writes ${written} datasets, and the rows of one input are not theirs` };
  return { role };
}
