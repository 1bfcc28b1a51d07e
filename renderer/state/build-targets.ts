import { loadedProject } from './edit-project.ts';

/** What to build for selected nodes: datasets that are built and models themselves, of recipes their outputs. */
export function buildTargets(projectId: string, ids: readonly string[]): string[] {
  return targetsOf(projectId, ids, false);
}

/** The same, with datasets that read files: everything that follows them can be built. */
export function downstreamTargets(projectId: string, ids: readonly string[]): string[] {
  return targetsOf(projectId, ids, true);
}

function targetsOf(projectId: string, ids: readonly string[], withSources: boolean): string[] {
  const project = loadedProject(projectId)?.project;
  if (!project) return [];
  const targets = ids.flatMap((id) => {
    const recipe = project.recipes[id];
    if (recipe) return Object.values(recipe.outputs).flat();
    const dataset = project.datasets[id];
    return project.models[id] || (dataset && (withSources || dataset.source.kind === 'managed')) ? [id] : [];
  });
  return [...new Set(targets)];
}
