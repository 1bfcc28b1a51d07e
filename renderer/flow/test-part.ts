import type { Project, Recipe } from '../../nodes/contract/project/index.ts';
import type { TestPart } from '../state/golden.ts';
import { graphOf, sourcesOf } from './graph.ts';

const read = (project: Project, recipe: Recipe) =>
  Object.values(recipe.inputs)
    .flat()
    .filter((id) => project.datasets[id]);
const written = (project: Project, recipe: Recipe) =>
  Object.values(recipe.outputs)
    .flat()
    .filter((id) => project.datasets[id]);

/**
 * The part of the flow that a selection means: its recipes, or those between selected datasets, or those that make them. Inputs are
 * what they read and do not make, outputs what they make and nobody of them reads. Null when no recipe is meant.
 */
export function partOfSelection(project: Project, ids: readonly string[]): TestPart | null {
  const recipes = recipesOf(project, ids).filter((recipe) => written(project, recipe).length > 0);
  if (recipes.length === 0) return null;
  const made = new Set(recipes.flatMap((recipe) => written(project, recipe)));
  const used = new Set(recipes.flatMap((recipe) => read(project, recipe)));
  return { inputs: [...used].filter((id) => !made.has(id)), outputs: [...made].filter((id) => !used.has(id)) };
}

function recipesOf(project: Project, ids: readonly string[]): Recipe[] {
  const chosen = ids.flatMap((id) => project.recipes[id] ?? []);
  if (chosen.length > 0) return chosen;
  const datasets = new Set(ids.filter((id) => project.datasets[id]));
  const makers = Object.values(project.recipes).filter((recipe) =>
    written(project, recipe).some((id) => datasets.has(id)),
  );
  const between = new Set(makers.flatMap((recipe) => back(project, recipe, datasets)));
  return between.size > 0 ? [...between] : makers;
}

/** Recipes on the ways from selected datasets to this one; none when no selected dataset lies before it. */
function back(project: Project, from: Recipe, datasets: ReadonlySet<string>): Recipe[] {
  const graph = graphOf(project);
  const reaches = new Map<string, boolean>();
  const found: Recipe[] = [];
  const visit = (recipe: Recipe): boolean => {
    const known = reaches.get(recipe.id);
    if (known !== undefined) return known;
    reaches.set(recipe.id, false);
    let isOn = false;
    for (const input of read(project, recipe)) {
      const maker = sourcesOf(graph, input).flatMap((id) => project.recipes[id] ?? [])[0];
      if (datasets.has(input)) isOn = true;
      else if (maker && visit(maker)) isOn = true;
    }
    reaches.set(recipe.id, isOn);
    if (isOn) found.push(recipe);
    return isOn;
  };
  visit(from);
  return found;
}

/** The same for a dataset alone: what makes it, and what that reads. */
export const partOfOutputs = (project: Project, outputs: readonly string[]): TestPart => {
  const makers = Object.values(project.recipes).filter((recipe) =>
    written(project, recipe).some((id) => outputs.includes(id)),
  );
  return { inputs: [...new Set(makers.flatMap((recipe) => read(project, recipe)))], outputs };
};
