import { loadedProject } from './edit-project.ts';

/** What to build for selected nodes: datasets that are built and models themselves, of recipes their outputs. */
export function buildTargets(projectId: string, ids: readonly string[]): string[] {
  const project = loadedProject(projectId)?.project;
  if (!project) return [];
  const targets = ids.flatMap((id) => {
    const recipe = project.recipes[id];
    if (recipe) return Object.values(recipe.outputs).flat();
    return project.datasets[id]?.source.kind === 'managed' || project.models[id] ? [id] : [];
  });
  return [...new Set(targets)];
}
