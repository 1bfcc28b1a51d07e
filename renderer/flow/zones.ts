import type { FlowNode } from '../../nodes/contract/flow.ts';
import type { CanvasColour, CanvasNote, Edit, Layout, Project, Zone } from '../../nodes/contract/project/index.ts';
import { sizes, takenIds, typeOf } from './graph.ts';
import { freeId } from './ids.ts';
import type { Places } from './layout.ts';

/** Zones and notes stand on the canvas beside nodes; there their ids begin with what no node's id can. */
const ZONE = 'zone:';
const NOTE = 'note:';
export const zoneNodeId = (id: string): string => ZONE + id;
export const noteNodeId = (id: string): string => NOTE + id;
export const zoneIdOf = (canvasId: string): string | null => (canvasId.startsWith(ZONE) ? canvasId.slice(5) : null);
export const noteIdOf = (canvasId: string): string | null => (canvasId.startsWith(NOTE) ? canvasId.slice(5) : null);
export const isLayer = (canvasId: string): boolean => canvasId.startsWith(ZONE) || canvasId.startsWith(NOTE);

const zonesOf = ({ layout }: Project): Zone[] => Object.values(layout.zones ?? {});

/** Members of a zone that are still there. */
export const membersOf = (project: Project, zone: Zone): string[] => zone.nodes.filter((id) => typeOf(project, id));

/** Node → its zone. */
export const zoneByNode = (project: Project): Map<string, Zone> =>
  new Map(zonesOf(project).flatMap((zone) => zone.nodes.map((id) => [id, zone] as const)));

/** Canvas ids with every zone replaced by its members; notes are left out. */
export function withMembers(project: Project, ids: readonly string[]): string[] {
  const all = ids.flatMap((id) => {
    const zone = project.layout.zones?.[zoneIdOf(id) ?? ''];
    return zone ? membersOf(project, zone) : isLayer(id) ? [] : [id];
  });
  return [...new Set(all)];
}

/** What stands for a node on the canvas: itself, or its zone while that is collapsed. */
export function shownId(byNode: ReadonlyMap<string, Zone>, id: string): string {
  const zone = byNode.get(id);
  return zone?.collapsed ? zoneNodeId(zone.id) : id;
}

const layout = (value: Layout): Edit => ({ family: 'layout', id: '-', value });

/** The layout with other zones; empty zones go. */
export function withZones(project: Project, zones: readonly Zone[]): Layout {
  const kept = zones.filter((zone) => membersOf(project, zone).length > 0);
  const { zones: _, ...rest } = project.layout;
  return kept.length > 0 ? { ...rest, zones: Object.fromEntries(kept.map((zone) => [zone.id, zone])) } : rest;
}

const zonesEdit = (project: Project, zones: readonly Zone[]): Edit => layout(withZones(project, zones));
const without = (zone: Zone, gone: ReadonlySet<string>): Zone =>
  zone.nodes.some((id) => gone.has(id)) ? { ...zone, nodes: zone.nodes.filter((id) => !gone.has(id)) } : zone;

const colours: readonly CanvasColour[] = ['blue', 'green', 'violet', 'amber', 'red', 'grey'];

/** Puts nodes into a new zone, out of the zones they were in. */
export function makeZone(project: Project, ids: readonly string[], name: string): { edit: Edit; id: string } {
  const gone = new Set(ids);
  const zones = zonesOf(project);
  const id = freeId(name, new Set([...zones.map((zone) => zone.id), ...takenIds(project)]));
  const colour = colours.find((one) => !zones.some((zone) => zone.colour === one)) ?? 'blue';
  const made: Zone = { id, name, colour, nodes: [...ids] };
  return { edit: zonesEdit(project, [...zones.map((zone) => without(zone, gone)), made]), id };
}

/** Puts nodes into a zone, or with null out of any. */
export function moveToZone(project: Project, ids: readonly string[], to: string | null): Edit {
  const gone = new Set(ids);
  const zones = zonesOf(project).map((zone) =>
    zone.id === to ? { ...zone, nodes: [...new Set([...zone.nodes, ...ids])] } : without(zone, gone),
  );
  return zonesEdit(project, zones);
}

export function changeZones(project: Project, ids: readonly string[], change: (zone: Zone) => Partial<Zone>): Edit {
  return zonesEdit(
    project,
    zonesOf(project).map((zone) => (ids.includes(zone.id) ? { ...zone, ...change(zone) } : zone)),
  );
}

/** Takes zones away; their nodes stay where they are. */
export const dissolveZones = (project: Project, ids: readonly string[]): Edit =>
  zonesEdit(
    project,
    zonesOf(project).filter((zone) => !ids.includes(zone.id)),
  );

/** The layout with notes set (or, with null, taken away). */
export function notesEdit(project: Project, notes: Readonly<Record<string, CanvasNote | null>>): Edit {
  const all: Record<string, CanvasNote | null> = { ...project.layout.notes, ...notes };
  const kept = Object.entries(all).flatMap(([id, note]) => (note ? [[id, note] as const] : []));
  const { notes: _, ...rest } = project.layout;
  return layout(kept.length > 0 ? { ...rest, notes: Object.fromEntries(kept) } : rest);
}

/** A new, empty note with its top left corner at a point. */
export function newNote(project: Project, at: { x: number; y: number }): CanvasNote {
  const id = freeId('note', new Set(Object.keys(project.layout.notes ?? {})));
  return { id, text: '', colour: 'amber', x: Math.round(at.x), y: Math.round(at.y), width: 240, height: 160 };
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const collapsedSize = { width: 208, height: 64 };
/** Less than the layout leaves between neighbours, so that a frame does not touch what is not in it. */
const PADDING = 16;
const HEADER = 36;
/** A recipe's name and state hang below its circle. */
const LABEL = 40;
/** Recipes are narrower than their names. */
const NAME = 8;

/** The frame around the places of members, or null when none is placed. */
export function frameOf(project: Project, zone: Zone, places: Places): Box | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const id of zone.nodes) {
    const place = places[id];
    const type = typeOf(project, id);
    if (!place || !type) continue;
    const aside = type === 'recipe' ? NAME : 0;
    left = Math.min(left, place.x - aside);
    top = Math.min(top, place.y);
    right = Math.max(right, place.x + sizes[type].width + aside);
    bottom = Math.max(bottom, place.y + sizes[type].height + (type === 'recipe' ? LABEL : 0));
  }
  if (left > right) return null;
  const [x, y] = [left - PADDING, top - PADDING - HEADER];
  return { x, y, width: right + PADDING - x, height: bottom + PADDING - y };
}

/** Where a zone stands on the canvas: its frame, or the card it is collapsed to, level with most of its members. */
export function zoneBox(project: Project, zone: Zone, places: Places): Box | null {
  const frame = frameOf(project, zone, places);
  if (!frame || !zone.collapsed) return frame;
  const tops = zone.nodes.flatMap((id) => places[id]?.y ?? []).sort((a, b) => a - b);
  const level = (tops[tops.length >> 1] ?? frame.y) + sizes.recipe.height / 2;
  return { x: frame.x + PADDING, y: Math.round((level - collapsedSize.height / 2) / 4) * 4, ...collapsedSize };
}

/** The open zone whose frame holds the middle of a node; of several the smallest. */
export function zoneAt(project: Project, id: string, places: Places): Zone | null {
  const type = typeOf(project, id);
  const place = places[id];
  if (!type || !place) return null;
  const [x, y] = [place.x + sizes[type].width / 2, place.y + sizes[type].height / 2];
  let best: { zone: Zone; area: number } | null = null;
  for (const zone of zonesOf(project)) {
    const box = zone.collapsed ? null : frameOf(project, zone, places);
    if (!box || x < box.x || x > box.x + box.width || y < box.y || y > box.y + box.height) continue;
    const area = box.width * box.height;
    if (!best || area < best.area) best = { zone, area };
  }
  return best?.zone ?? null;
}

/** States from the one that most wants to be seen. */
const ranking = ['failed', 'running', 'not-configured', 'stale', 'ready', 'done'] as const;

/** The state of a zone: the worst of its members, with the reason of the first member in it. */
export function worstState(nodes: readonly (FlowNode | undefined)[]): Pick<FlowNode, 'state' | 'reason'> {
  for (const state of ranking) {
    const found = nodes.find((node) => node?.state === state);
    if (found) return { state, reason: found.reason };
  }
  return { state: 'ready', reason: '' };
}

/** Places without those of nodes that a collapsed zone hides, with the places of such zones. */
export function visiblePlaces(project: Project, places: Places): Places {
  const byNode = zoneByNode(project);
  const shown = Object.entries(places).filter(([id]) => !isLayer(id) && !byNode.get(id)?.collapsed);
  const cards = zonesOf(project).flatMap((zone) => {
    const box = zone.collapsed ? zoneBox(project, zone, places) : null;
    return box ? [[zoneNodeId(zone.id), { x: box.x, y: box.y }] as const] : [];
  });
  return Object.fromEntries([...shown, ...cards]);
}
