import type { Edit, Project, Recipe } from '../../nodes/contract/project/index.ts';
import { canvas } from '../state/canvas.ts';
import { editProject, loadedProject } from '../state/edit-project.ts';
import { tellDone } from '../state/notify.ts';
import { useSelection } from '../state/selection.ts';
import { useWorkbench } from '../state/workbench.ts';
import { catalogKinds } from './catalog-kinds.ts';
import { copyText, pasteText } from './clipboard.ts';
import { connected, connectionOf, disconnected, type Kinds } from './connect-rules.ts';
import { deleteNodes, layoutEdit, recipeEdit } from './edits.ts';
import { graphOf, reach, sizes, typeOf } from './graph.ts';
import { healed } from './heal.ts';
import { layOut } from './layout.ts';
import { nearest } from './walk.ts';
import { visiblePlaces } from './zones.ts';

let copied: string | null = null;

interface Scene {
  id: string;
  project: Project;
  ids: readonly string[];
}

/** The open project with what is selected in it. */
function scene(id: string | null): Scene | null {
  const project = id ? loadedProject(id)?.project : undefined;
  return id && project ? { id, project, ids: useSelection.getState().ids.filter((one) => typeOf(project, one)) } : null;
}

const nodesWord = (count: number) => (count === 1 ? 'node' : `${count} nodes`);

function nameOf(project: Project, ids: readonly string[]): string {
  const id = ids[0] ?? '';
  const name = (project.recipes[id] ?? project.datasets[id] ?? project.models[id])?.name;
  return ids.length === 1 && name ? name : nodesWord(ids.length);
}

/** Opens the menu of recipes beside the selected node, or in the middle. */
export function openQuickAdd(projectId: string | null): void {
  const now = scene(projectId);
  const view = canvas();
  if (!now || !view) return;
  const from = now.ids.length === 1 ? (now.ids[0] ?? null) : null;
  const place = from ? view.places()[from] : undefined;
  const flow = place ? { x: place.x + 264, y: place.y + 28 } : view.middle();
  useSelection.getState().set({ quickAdd: { screen: view.toScreen(flow), flow, from } });
}

/** Opens the dialog that makes datasets of files. */
export const askForFiles = (): void => {
  useWorkbench.getState().set({ addFiles: { files: [], at: canvas()?.middle() ?? { x: 0, y: 0 } } });
};

export function deleteSelected(projectId: string | null): void {
  const now = scene(projectId);
  if (!now) return;
  if (now.ids.length === 0) {
    deleteWires(now);
    return;
  }
  canvas()?.select([]);
  void editProject(now.id, deleteNodes(now.project, now.ids), { label: `Delete ${nameOf(now.project, now.ids)}` });
}

function deleteWires({ id, project }: Scene): void {
  const wanted = new Set(useSelection.getState().wires);
  const recipes = new Map<string, Recipe>();
  const gone = graphOf(project).edges.filter((wire) => wanted.has(wire.id));
  for (const { source, target } of gone) {
    const at = project.recipes[source] ? source : target;
    const recipe = recipes.get(at) ?? project.recipes[at];
    if (recipe) recipes.set(at, disconnected(recipe, new Set([at === source ? target : source])));
  }
  useSelection.getState().set({ wires: [] });
  const label = gone.length === 1 ? 'Remove a wire' : `Remove ${gone.length} wires`;
  void editProject(id, [...recipes.values()].map(recipeEdit), { label });
}

/** Deletes and lets what came after read from what came before. */
export function deleteAndHeal(projectId: string | null): void {
  const now = scene(projectId);
  if (!now || now.ids.length === 0) return;
  canvas()?.select([]);
  void editProject(now.id, healed(now.project, now.ids), {
    label: `Delete ${nameOf(now.project, now.ids)} and close the gap`,
  });
}

export function copySelected(projectId: string | null): void {
  const now = scene(projectId);
  if (!now || now.ids.length === 0) return;
  copied = copyText(now.project, now.ids, canvas()?.places() ?? {});
  void navigator.clipboard?.writeText(copied).catch(() => undefined);
  tellDone(`Copied ${nameOf(now.project, now.ids)}`);
}

export function cutSelected(projectId: string | null): void {
  copySelected(projectId);
  deleteSelected(projectId);
}

/** Pastes a text; false when it is no part of a flow. */
export function pasteFlow(projectId: string | null, text: string, at = canvas()?.pointer()): boolean {
  const now = scene(projectId);
  const pasted = now && at ? pasteText(now.project, text, at) : null;
  if (!now || !pasted) return false;
  void editProject(now.id, pasted.edits, { label: `Paste ${nodesWord(pasted.ids.length)}` });
  window.setTimeout(() => canvas()?.select(pasted.ids), 0);
  return true;
}

export function pasteCopied(projectId: string | null): void {
  if (copied) pasteFlow(projectId, copied);
}

export function duplicateSelected(projectId: string | null): void {
  const now = scene(projectId);
  const places = canvas()?.places() ?? {};
  if (!now || now.ids.length === 0) return;
  const chosen = now.ids.flatMap((id) => (places[id] ? [places[id]] : []));
  const middle = (axis: 'x' | 'y') => {
    const values = chosen.map((place) => place[axis]);
    return (Math.min(...values) + Math.max(...values)) / 2;
  };
  pasteFlow(now.id, copyText(now.project, now.ids, places), { x: middle('x') + 32, y: middle('y') + 96 });
}

/** Connects the selected nodes from left to right where a wire is allowed. */
export function connectSelected(projectId: string | null): void {
  const now = scene(projectId);
  const places = canvas()?.places() ?? {};
  if (!now) return;
  const kinds: Kinds = catalogKinds();
  const ordered = [...now.ids].sort((a, b) => (places[a]?.x ?? 0) - (places[b]?.x ?? 0));
  const recipes = { ...now.project.recipes };
  const changed = new Set<string>();
  for (const [index, source] of ordered.entries()) {
    for (const target of ordered.slice(index + 1)) {
      const wire = connectionOf({ ...now.project, recipes }, kinds, { source, target });
      if (!wire) continue;
      recipes[wire.recipe.id] = connected(wire);
      changed.add(wire.recipe.id);
    }
  }
  const edits: Edit[] = [...changed].flatMap((id) => (recipes[id] ? [recipeEdit(recipes[id])] : []));
  void editProject(now.id, edits, { label: 'Connect the selected nodes' });
}

export function tidy(projectId: string | null): void {
  const now = scene(projectId);
  if (!now) return;
  void editProject(now.id, [layoutEdit(now.project, layOut(graphOf(now.project)))], { label: 'Tidy up the flow' });
  window.setTimeout(() => canvas()?.fit(), 50);
}

/** Puts the middles of the selected nodes on one line; `y` makes a row, `x` a column. */
export function alignSelected(projectId: string | null, axis: 'x' | 'y'): void {
  const now = scene(projectId);
  const places = canvas()?.places() ?? {};
  if (!now || now.ids.length < 2) return;
  const half = (id: string) => {
    const size = sizes[typeOf(now.project, id) ?? 'dataset'];
    return (axis === 'x' ? size.width : size.height) / 2;
  };
  const middles = now.ids.map((id) => (places[id]?.[axis] ?? 0) + half(id));
  const line = middles.reduce((sum, value) => sum + value, 0) / middles.length;
  const moved = Object.fromEntries(
    now.ids.flatMap((id) =>
      places[id] ? [[id, { ...places[id], [axis]: Math.round((line - half(id)) / 4) * 4 }]] : [],
    ),
  );
  void editProject(now.id, [layoutEdit(now.project, moved)], { label: `Align ${nodesWord(now.ids.length)}` });
}

/** Moves the selection to the next node in a direction. */
export function walk(projectId: string | null, way: 'left' | 'right' | 'up' | 'down'): void {
  const now = scene(projectId);
  const view = canvas();
  if (!now || !view) return;
  const picked = useSelection.getState().ids[0] ?? null;
  const next = nearest(visiblePlaces(now.project, view.places()), picked, way);
  if (next) view.select([next]);
}

export function selectStream(projectId: string | null, way: 'up' | 'down'): void {
  const now = scene(projectId);
  if (now) canvas()?.select([...now.ids, ...reach(graphOf(now.project), now.ids, way)]);
}
