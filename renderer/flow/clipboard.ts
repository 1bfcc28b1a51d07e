import type { CanvasNote, Dataset, Model, Project, Recipe, Zone } from '../../nodes/contract/project/index.ts';
import type { Places } from './layout.ts';

/** Part of a flow as text: what copy puts on the clipboard. */
export interface Fragment {
  millrace: 'flow';
  datasets: Dataset[];
  recipes: Recipe[];
  models: Model[];
  places: Places;
  zones?: Zone[];
  notes?: CanvasNote[];
}

/** The part of `ids` as text, with the zones that are whole in it; `noteIds` are notes to take along. */
export function copyText(
  project: Project,
  ids: readonly string[],
  places: Places,
  noteIds: readonly string[] = [],
): string {
  const chosen = new Set(ids);
  const zones = Object.values(project.layout.zones ?? {}).filter((zone) => zone.nodes.every((id) => chosen.has(id)));
  const notes = noteIds.flatMap((id) => project.layout.notes?.[id] ?? []);
  const pick = <T>(from: Record<string, T>): T[] => ids.flatMap((id) => (from[id] ? [from[id]] : []));
  const fragment: Fragment = {
    millrace: 'flow',
    datasets: pick(project.datasets),
    recipes: pick(project.recipes),
    models: pick(project.models),
    places: Object.fromEntries(
      ids.flatMap((id) => (places[id] ? [[id, { x: places[id].x, y: places[id].y }] as const] : [])),
    ),
    ...(zones.length > 0 && { zones }),
    ...(notes.length > 0 && { notes }),
  };
  return JSON.stringify(fragment, null, 2);
}

/** Whether a text says that it is such a part. */
export function isFlowText(text: string): boolean {
  try {
    return text.trimStart().startsWith('{') && (JSON.parse(text) as Fragment).millrace === 'flow';
  } catch {
    return false;
  }
}
