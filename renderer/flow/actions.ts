import { firstFew } from '../../nodes/base/first-few.ts';
import { bypassOf } from '../../nodes/contract/bypass.ts';
import type { Edit, Project, Recipe } from '../../nodes/contract/project/index.ts';
import { patiently } from '../client/patiently.ts';
import { applyEdits } from '../state/apply-edits.ts';
import { canvas } from '../state/canvas.ts';
import { editProject, loadedProject } from '../state/edit-project.ts';
import { tellDone, tellError, tellWarning } from '../state/notify.ts';
import { selectSoon, useSelection } from '../state/selection.ts';
import { useWorkbench } from '../state/workbench.ts';
import { takesBefore } from './add-before.ts';
import { catalogKinds } from './catalog-kinds.ts';
import { copyText } from './clipboard.ts';
import { connected, connectionOf, continued, disconnected, type Kinds } from './connect-rules.ts';
import { deleteNodes, recipeEdit } from './edits.ts';
import { graphOf, typeOf } from './graph.ts';
import { healed } from './heal.ts';
import { placeAfter, placeBefore, placeForData } from './new-places.ts';
import { wireMiddle } from './walk.ts';
import { dissolveZones, noteIdOf, noteNodeId, notesEdit, withMembers, zoneIdOf } from './zones.ts';

let copied: string | null = null;

export interface Scene {
  id: string;
  project: Project;
  /** Selected nodes, of selected zones their members. */
  ids: readonly string[];
  notes: readonly string[];
}

/** The open project with what is selected in it. */
export function scene(id: string | null): Scene | null {
  const project = id ? loadedProject(id)?.project : undefined;
  if (!id || !project) return null;
  const picked = useSelection.getState().ids;
  const notes = picked.flatMap((one) => noteIdOf(one) ?? []);
  return { id, project, ids: withMembers(project, picked).filter((one) => typeOf(project, one)), notes };
}

export const nodesWord = (count: number) => (count === 1 ? 'node' : `${count} nodes`);

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
  const places = view.places();
  const { wires } = useSelection.getState();
  const [wire] = wires;
  if (now.ids.length === 0 && wire !== undefined && wires.length === 1) {
    const flow = wireMiddle(wire, places);
    useSelection.getState().set({ quickAdd: { screen: view.toScreen(flow), flow, from: [], wire } });
    return;
  }
  const from = [...new Set(now.ids.flatMap((id) => continued(now.project, id) ?? []))];
  const flow = placeAfter(now.project, from, places) ?? view.middle();
  useSelection.getState().set({ quickAdd: { screen: view.toScreen(flow), flow, from } });
}

/** Whether a single node is selected and something can come before it. */
export function canAddBefore(projectId: string | null): boolean {
  const now = scene(projectId);
  const [only, ...others] = useSelection.getState().ids;
  return now !== null && only !== undefined && others.length === 0 && takesBefore(now.project, catalogKinds(), only);
}

/** Opens the menu of what can come before the selected node, left of it. */
export function openQuickAddBefore(projectId: string | null): void {
  const now = scene(projectId);
  const view = canvas();
  const [before] = useSelection.getState().ids;
  if (!now || !view || before === undefined) return;
  const flow = placeBefore(now.project, before, view.places()) ?? view.middle();
  useSelection.getState().set({ quickAdd: { screen: view.toScreen(flow), flow, from: [], before } });
}

/** Opens the dialog that makes datasets of files. */
export const askForFiles = (projectId: string | null): void => {
  const project = projectId ? loadedProject(projectId)?.project : undefined;
  const view = canvas();
  const at = project && view ? placeForData(project, view.places(), view.visible()) : { x: 0, y: 0 };
  useWorkbench.getState().set({ addFiles: { files: [], at } });
};

/** Deletes what is selected. Of a zone only the frame goes, unless its members are to go `withMembers`. */
export function deleteSelected(projectId: string | null, withMembers = false): void {
  const now = scene(projectId);
  if (!now) return;
  const picked = useSelection.getState().ids;
  const zones = picked.flatMap((id) => zoneIdOf(id) ?? []);
  const ids = withMembers ? now.ids : picked.filter((id) => typeOf(now.project, id));
  if (picked.length === 0) {
    deleteWires(now);
    return;
  }
  canvas()?.select([]);
  const edits = deleteNodes(now.project, ids);
  const and = (edit: (project: Project) => Edit) => edits.push(edit(applyEdits(now.project, edits)));
  if (zones.length > 0) and((project) => dissolveZones(project, zones));
  if (now.notes.length > 0) and((project) => notesEdit(project, Object.fromEntries(now.notes.map((id) => [id, null]))));
  void editProject(now.id, edits, { label: `Delete ${deletedWords(now.project, { ids, zones, notes: now.notes })}` });
}

function deletedWords(
  project: Project,
  { ids, zones, notes }: { ids: readonly string[]; zones: readonly string[]; notes: readonly string[] },
): string {
  const count = (list: readonly string[], one: string) => (list.length === 1 ? `a ${one}` : `${list.length} ${one}s`);
  const parts = [
    ids.length > 0 ? nameOf(project, ids) : '',
    zones.length === 1
      ? `the zone ${project.layout.zones?.[zones[0] ?? '']?.name}`
      : zones.length > 1
        ? count(zones, 'zone')
        : '',
    notes.length > 0 ? count(notes, 'note') : '',
  ];
  return parts.filter(Boolean).join(' and ');
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
  if (!now || now.ids.length + now.notes.length === 0) return;
  copied = copyText(now.project, now.ids, canvas()?.places() ?? {}, now.notes);
  void navigator.clipboard?.writeText(copied).catch(() => undefined);
  tellDone(`Copied ${now.ids.length > 0 ? nameOf(now.project, now.ids) : 'a note'}`);
}

export function cutSelected(projectId: string | null): void {
  copySelected(projectId);
  deleteSelected(projectId, true);
}

/** Pastes a part of a flow that was copied as text. */
export async function pasteFlow(projectId: string | null, text: string, at = canvas()?.pointer()): Promise<void> {
  const { pasteText } = await patiently(() => import('./paste.ts'));
  const now = scene(projectId);
  if (!now || !at) return;
  const pasted = pasteText(now.project, text, at);
  if (!pasted) {
    tellWarning('Nothing was pasted', 'The text on the clipboard is not a whole part of a flow. Copy the nodes again.');
    return;
  }
  void editProject(now.id, pasted.edits, { label: `Paste ${nodesWord(pasted.ids.length)}` });
  selectSoon(pasted.ids);
  if (pasted.missing.length > 0) tellMissing(pasted.missing);
}

function tellMissing(ids: readonly string[]): void {
  const named = ids.map((id) => `“${id}”`);
  tellWarning(
    `${firstFew(named, 3)} ${ids.length === 1 ? 'is' : 'are'} not in this project`,
    'What was pasted needs data. Connect some of this project, or copy the data along.',
  );
}

export function pasteCopied(projectId: string | null): void {
  if (copied) void pasteFlow(projectId, copied);
}

export function duplicateSelected(projectId: string | null): void {
  const now = scene(projectId);
  const places = canvas()?.places() ?? {};
  if (!now || now.ids.length + now.notes.length === 0) return;
  const chosen = [...now.ids, ...now.notes.map(noteNodeId)].flatMap((id) => (places[id] ? [places[id]] : []));
  const middle = (axis: 'x' | 'y') => {
    const values = chosen.map((place) => place[axis]);
    return (Math.min(...values) + Math.max(...values)) / 2;
  };
  const text = copyText(now.project, now.ids, places, now.notes);
  void pasteFlow(now.id, text, { x: middle('x') + 32, y: middle('y') + 96 });
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

/** Ids of the selected nodes, of selected zones those of their members. */
export const selectedNodes = (projectId: string | null): readonly string[] => scene(projectId)?.ids ?? [];

export const hasRecipe = (projectId: string | null): boolean => {
  const now = scene(projectId);
  return now?.ids.some((id) => now.project.recipes[id]) ?? false;
};

/** Bypasses the selected recipes, or lets them work again when all are bypassed. */
export function bypassSelected(projectId: string | null): void {
  const now = scene(projectId);
  if (!now) return;
  const kinds = catalogKinds();
  const recipes = now.ids.flatMap((id) => now.project.recipes[id] ?? []);
  const on = recipes.some((recipe) => !recipe.bypassed);
  const able = recipes.filter((recipe) => {
    const { reason } = bypassOf(recipe, kinds.get(recipe.kind) ?? {});
    if (on && reason) tellError(`“${recipe.name}” cannot be bypassed`, new Error(sentence(`${reason}.`)));
    return !on || !reason;
  });
  const edits = able.map((recipe) => recipeEdit(withBypass(recipe, on)));
  const label = `${on ? 'Bypass' : 'Stop bypassing'} ${nameOf(
    now.project,
    able.map(({ id }) => id),
  )}`;
  void editProject(now.id, edits, { label });
}

function withBypass({ bypassed: _, ...recipe }: Recipe, on: boolean): Recipe {
  return on ? { ...recipe, bypassed: true } : recipe;
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
