import type { Edit, Project, Recipe } from '../../nodes/contract/project/index.ts';
import { applyEdits } from '../state/apply-edits.ts';
import { deleteNodes, recipeEdit } from './edits.ts';

/** What a deleted dataset is replaced by: the first dataset its deleted recipe read, followed up while that is deleted too. */
function replacement(project: Project, gone: ReadonlySet<string>, dataset: string): string | null {
  let id = dataset;
  for (let hops = 0; hops < 1000 && gone.has(id); hops += 1) {
    const producer = Object.values(project.recipes).find((recipe) => Object.values(recipe.outputs).flat().includes(id));
    const first = producer
      ? Object.values(producer.inputs)
          .flat()
          .find((input) => project.datasets[input])
      : undefined;
    if (!first) return null;
    id = first;
  }
  return id;
}

/** Deletes nodes; a deleted recipe takes its outputs along, and recipes after them read what came before. */
export function healed(project: Project, ids: readonly string[]): Edit[] {
  const gone = new Set(ids.flatMap((id) => [id, ...Object.values(project.recipes[id]?.outputs ?? {}).flat()]));
  for (const recipe of Object.values(project.recipes)) {
    if (
      Object.values(recipe.outputs)
        .flat()
        .some((id) => gone.has(id)) &&
      ids.some((id) => project.datasets[id])
    ) {
      const outputs = Object.values(recipe.outputs).flat();
      if (outputs.every((id) => gone.has(id))) gone.add(recipe.id);
    }
  }
  const rewired = new Map<string, Recipe>();
  for (const recipe of Object.values(project.recipes)) {
    if (gone.has(recipe.id)) continue;
    const inputs = Object.fromEntries(
      Object.entries(recipe.inputs).map(([role, list]) => [
        role,
        [...new Set(list.map((id) => (gone.has(id) ? (replacement(project, gone, id) ?? id) : id)))],
      ]),
    );
    if (JSON.stringify(inputs) !== JSON.stringify(recipe.inputs)) rewired.set(recipe.id, { ...recipe, inputs });
  }
  const edits = [...rewired.values()].map(recipeEdit);
  return [...edits, ...deleteNodes(applyEdits(project, edits), [...gone])];
}
