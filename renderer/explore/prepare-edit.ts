import type { CatalogKind } from '../../nodes/contract/catalog.ts';
import type { Edit, Project, Recipe } from '../../nodes/contract/project/index.ts';
import { completePlaces } from '../flow/complete-places.ts';
import { addRecipe, recipeEdit } from '../flow/edits.ts';
import { graphOf } from '../flow/graph.ts';
import { go } from '../state/current-project.ts';
import { editProject, loadedProject } from '../state/edit-project.ts';
import { tellDone } from '../state/notify.ts';
import { useSelection } from '../state/selection.ts';
import type { StepDraft } from './step-actions.ts';

interface Kinds {
  recipes: readonly CatalogKind[];
  steps: readonly CatalogKind[];
}

interface SavedStep {
  id: string;
  kind: string;
  settings: Record<string, unknown>;
}

const stepsOf = (recipe: Recipe): SavedStep[] =>
  Array.isArray(recipe.settings.steps) ? (recipe.settings.steps as SavedStep[]) : [];

function withSteps(recipe: Recipe, drafts: readonly StepDraft[], kinds: Kinds): Recipe {
  const steps = [...stepsOf(recipe)];
  for (const { kind, settings } of drafts) {
    let number = steps.length + 1;
    while (steps.some(({ id }) => id === `s${number}`)) number += 1;
    const defaults = kinds.steps.find(({ id }) => id === kind)?.defaults ?? {};
    steps.push({ id: `s${number}`, kind, settings: { ...structuredClone(defaults), ...settings } });
  }
  return { ...recipe, settings: { ...recipe.settings, steps } };
}

/** The prepare recipe that reads this dataset alone, if there is one. */
function prepareOf(project: Project, dataset: string): Recipe | undefined {
  return Object.values(project.recipes).find((recipe) => {
    const inputs = Object.values(recipe.inputs).flat();
    return recipe.kind === 'prepare' && inputs.length === 1 && inputs[0] === dataset;
  });
}

/**
 * The edits that add steps behind a dataset: to the prepare recipe that reads it, or to a new one at its right. Null when the
 * node has no prepare recipe.
 */
export function prepareEdits(
  project: Project,
  wanted: { dataset: string; drafts: readonly StepDraft[]; kinds: Kinds },
): { edits: Edit[]; id: string; isNew: boolean } | null {
  const { dataset, drafts, kinds } = wanted;
  const found = prepareOf(project, dataset);
  if (found) return { edits: [recipeEdit(withSteps(found, drafts, kinds))], id: found.id, isNew: false };
  const kind = kinds.recipes.find(({ id }) => id === 'prepare');
  if (!kind) return null;
  const places = completePlaces(graphOf(project), project.layout.nodes);
  const { x = 0, y = 0 } = places[dataset] ?? {};
  const { edits, id } = addRecipe(project, { kind, from: [dataset], at: { x: x + 260, y: y + 28 } });
  const filled = edits.map(
    (edit): Edit =>
      edit.family === 'recipes' && edit.id === id && edit.value
        ? recipeEdit(withSteps(edit.value as Recipe, drafts, kinds))
        : edit,
  );
  return { edits: filled, id, isNew: true };
}

/** Adds steps behind a dataset as one change that can be undone, and opens the recipe. */
export function addSteps(
  projectId: string,
  wanted: { dataset: string; drafts: readonly StepDraft[]; kinds: Kinds },
): void {
  const project = loadedProject(projectId)?.project;
  const made = project && prepareEdits(project, wanted);
  if (!made) return;
  const labels = wanted.drafts.map(({ kind }) => wanted.kinds.steps.find(({ id }) => id === kind)?.label ?? kind);
  const label = labels.length === 1 ? `Add step ${labels[0]}` : `Add ${labels.length} steps`;
  void editProject(projectId, made.edits, { label }).then((isDone) => {
    if (isDone) tellDone(made.isNew ? 'A prepare recipe was added' : 'Step added', labels.join(', '));
  });
  useSelection.getState().set({ reveal: made.id });
  go(`/p/${projectId}/flow`);
}
