import type { CanvasNote, Edit, Project } from '../../nodes/contract/project/index.ts';
import { applyEdits } from '../state/apply-edits.ts';
import { completePlaces } from './complete-places.ts';
import { layoutEdit } from './edits.ts';
import { graphOf, typeOf } from './graph.ts';
import type { Places } from './layout.ts';
import { noteIdOf, notesEdit } from './zones.ts';

/** Of some places those where something does not stand yet, under the ids of the canvas. */
export function newPlaces(project: Project, wanted: Places): Places {
  const nodes = completePlaces(graphOf(project), project.layout.nodes);
  const now = (id: string) => project.layout.notes?.[noteIdOf(id) ?? ''] ?? nodes[id];
  return Object.fromEntries(
    Object.entries(wanted).filter(([id, { x, y }]) => {
      const place = now(id);
      return place !== undefined && (place.x !== x || place.y !== y);
    }),
  );
}

/** Places and sizes of notes after a drag or resize. */
export function placeNotes(
  project: Project,
  boxes: Readonly<Record<string, Partial<Pick<CanvasNote, 'x' | 'y' | 'width' | 'height'>>>>,
): Edit {
  const notes = Object.entries(boxes).flatMap(([id, box]) => {
    const note = project.layout.notes?.[id];
    const rounded = Object.fromEntries(Object.entries(box).map(([key, value]) => [key, Math.round(value ?? 0)]));
    return note ? [[id, { ...note, ...rounded }]] : [];
  });
  return notesEdit(project, Object.fromEntries(notes));
}

/** Edits that put nodes and notes where a person wants them; none for what stands there already. */
export function moveEdits(project: Project, wanted: Places): Edit[] {
  const moved = Object.entries(newPlaces(project, wanted));
  const nodes = Object.fromEntries(moved.filter(([id]) => typeOf(project, id)));
  const notes = Object.fromEntries(
    moved.flatMap(([id, place]) => {
      const note = noteIdOf(id);
      return note ? [[note, place] as const] : [];
    }),
  );
  const edits = Object.keys(nodes).length > 0 ? [layoutEdit(project, nodes, true)] : [];
  if (Object.keys(notes).length > 0) edits.push(placeNotes(applyEdits(project, edits), notes));
  return edits;
}

/** What is moved, for the name of the step: `3 nodes`, `a note`. */
export function movedWords(ids: readonly string[]): string {
  const notes = ids.filter((id) => noteIdOf(id)).length;
  const nodes = ids.length - notes;
  if (nodes === 0) return notes === 1 ? 'a note' : `${notes} notes`;
  return nodes === 1 ? 'a node' : `${nodes} nodes`;
}
