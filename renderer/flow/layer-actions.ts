import type { CanvasColour, CanvasNote, Edit, Project } from '../../nodes/contract/project/index.ts';
import { applyEdits } from '../state/apply-edits.ts';
import { canvas } from '../state/canvas.ts';
import { currentProject } from '../state/current-project.ts';
import { editProject, loadedProject } from '../state/edit-project.ts';
import { selectSoon, useSelection } from '../state/selection.ts';
import { deleteNodes } from './edits.ts';
import { placeNotes } from './moves.ts';
import {
  changeZones,
  dissolveZones,
  makeZone,
  membersOf,
  moveToZone,
  newNote,
  noteIdOf,
  noteNodeId,
  notesEdit,
  withMembers,
  zoneByNode,
  zoneIdOf,
  zoneNodeId,
} from './zones.ts';

interface Scene {
  id: string;
  project: Project;
  /** All that is selected, as the canvas names it. */
  picked: readonly string[];
  /** Selected nodes, of selected zones their members. */
  nodes: string[];
  zones: string[];
  notes: string[];
}

function scene(id: string | null = currentProject()): Scene | null {
  const project = id ? loadedProject(id)?.project : undefined;
  if (!id || !project) return null;
  const picked = useSelection.getState().ids;
  return {
    id,
    project,
    picked,
    nodes: withMembers(project, picked),
    zones: picked.flatMap((one) => zoneIdOf(one) ?? []),
    notes: picked.flatMap((one) => noteIdOf(one) ?? []),
  };
}

const edit = ({ id }: Scene, edits: Edit[], label: string, group?: string) =>
  void editProject(id, edits, { label, ...(group && { group }) });
const zoneName = ({ project }: Scene, id: string) => project.layout.zones?.[id]?.name ?? id;

/** Whether a zone (or, with `note`, a note) is selected. */
export const isPicked = (what: 'zone' | 'note'): boolean =>
  useSelection.getState().ids.some((id) => (what === 'zone' ? zoneIdOf(id) : noteIdOf(id)) !== null);

/** Whether a selected node is in a zone. */
export const isInZone = (): boolean => {
  const now = scene();
  if (!now) return false;
  const byNode = zoneByNode(now.project);
  return now.picked.some((id) => byNode.has(id));
};

/**
 * Puts the selection into a zone: into the selected one when there is exactly one, else into a new one whose name can be
 * typed at once.
 */
export function zoneSelected(): void {
  const now = scene();
  if (!now || now.nodes.length === 0) return;
  const [only] = now.zones;
  if (only !== undefined && now.zones.length === 1) {
    const own = new Set(now.project.layout.zones?.[only]?.nodes);
    const added = now.nodes.filter((id) => !own.has(id));
    if (added.length === 0) return;
    edit(now, [moveToZone(now.project, now.nodes, only)], `Put into the zone ${zoneName(now, only)}`);
    return;
  }
  const count = Object.keys(now.project.layout.zones ?? {}).length + 1;
  const made = makeZone(now.project, now.nodes, `Zone ${count}`);
  edit(now, [made.edit], `Make a zone of ${now.nodes.length === 1 ? 'a node' : `${now.nodes.length} nodes`}`);
  selectSoon([zoneNodeId(made.id)]);
  useSelection.getState().set({ renaming: zoneNodeId(made.id) });
}

export function dissolveSelected(): void {
  const now = scene();
  if (!now || now.zones.length === 0) return;
  canvas()?.select(now.nodes);
  edit(now, [dissolveZones(now.project, now.zones)], `Dissolve ${zonesWord(now)}`);
}

const zonesWord = (now: Scene) =>
  now.zones.length === 1 ? `the zone ${zoneName(now, now.zones[0] ?? '')}` : `${now.zones.length} zones`;

/** Takes the selected nodes out of their zones. */
export function leaveZone(): void {
  const now = scene();
  if (!now) return;
  const byNode = zoneByNode(now.project);
  const inside = now.picked.filter((id) => byNode.has(id));
  if (inside.length === 0) return;
  const name = byNode.get(inside[0] ?? '')?.name;
  edit(now, [moveToZone(now.project, inside, null)], `Take out of the zone ${name}`);
}

/** Collapses open zones, or opens them when all are collapsed. A node in a zone stands for its zone. */
export function toggleZones(ids?: readonly string[]): void {
  const now = scene();
  if (!now) return;
  const byNode = zoneByNode(now.project);
  const wanted = ids ?? [...now.zones, ...now.picked.flatMap((id) => byNode.get(id)?.id ?? [])];
  const zones = wanted.flatMap((id) => now.project.layout.zones?.[id] ?? []);
  if (zones.length === 0) return;
  const collapsed = zones.some((zone) => !zone.collapsed);
  canvas()?.select(zones.map((zone) => zoneNodeId(zone.id)));
  const name = zones.length === 1 ? `the zone ${zones[0]?.name}` : `${zones.length} zones`;
  const change = changeZones(now.project, wanted, () => ({ collapsed: collapsed || undefined }));
  edit(now, [change], `${collapsed ? 'Collapse' : 'Open'} ${name}`);
}

/** Deletes the selected zones with all that is in them. */
export function deleteZonesWithNodes(): void {
  const now = scene();
  if (!now || now.zones.length === 0) return;
  canvas()?.select([]);
  const members = now.zones.flatMap((id) => {
    const zone = now.project.layout.zones?.[id];
    return zone ? membersOf(now.project, zone) : [];
  });
  const gone = deleteNodes(now.project, members);
  edit(now, gone, `Delete ${zonesWord(now)} with ${members.length === 1 ? 'its node' : `${members.length} nodes`}`);
}

export function renameZone(id: string, name: string | null): void {
  useSelection.getState().set({ renaming: null });
  canvas()?.focus();
  const now = scene();
  const text = name?.trim();
  if (!now || !text || text === zoneName(now, id)) return;
  edit(now, [changeZones(now.project, [id], () => ({ name: text }))], `Rename the zone to ${text}`, `zone:${id}`);
}

/** Colours the selected zones and notes. */
export function colourSelected(colour: CanvasColour): void {
  const now = scene();
  if (!now) return;
  const zones = changeZones(now.project, now.zones, () => ({ colour }));
  const after = applyEdits(now.project, [zones]);
  const notes = now.notes.flatMap((id) => after.layout.notes?.[id] ?? []).map((note) => [note.id, { ...note, colour }]);
  edit(now, [notesEdit(after, Object.fromEntries(notes))], `Colour it ${colour}`);
}

/** Puts an empty note where the pointer is, to be written at once. */
export function addNote(): void {
  const now = scene();
  const at = canvas()?.pointer();
  if (!now || !at) return;
  const note = newNote(now.project, at);
  edit(now, [notesEdit(now.project, { [note.id]: note })], 'Add a note', `note:${note.id}`);
  selectSoon([noteNodeId(note.id)]);
  useSelection.getState().set({ renaming: noteNodeId(note.id) });
  window.setTimeout(() => canvas()?.makeLegible(noteNodeId(note.id)), 50);
}

/** Ends the writing of a note; a note without text goes. Null leaves the text as it was. */
export function writeNote(id: string, text: string | null): void {
  useSelection.getState().set({ renaming: null });
  canvas()?.focus();
  const now = scene();
  const note = now?.project.layout.notes?.[id];
  if (!now || !note) return;
  const next = (text ?? note.text).trimEnd();
  if (next === note.text && next !== '') return;
  const change = notesEdit(now.project, { [id]: next ? { ...note, text: next } : null });
  edit(now, [change], next ? (note.text ? 'Write a note' : 'Add a note') : 'Delete a note', `note:${id}`);
}

export function resizeNote(id: string, box: Pick<CanvasNote, 'x' | 'y' | 'width' | 'height'>): void {
  const now = scene();
  if (now) edit(now, [placeNotes(now.project, { [id]: box })], 'Resize a note');
}

/** Opens the collapsed zone that hides a node; tells whether there was one. */
export function openZoneOf(project: Project, node: string): boolean {
  const zone = zoneByNode(project).get(node);
  if (!zone?.collapsed) return false;
  const now = scene();
  if (now) edit(now, [changeZones(project, [zone.id], () => ({ collapsed: undefined }))], `Open the zone ${zone.name}`);
  return true;
}
