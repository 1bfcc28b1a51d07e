import { type Edge, type Node, type NodeChange, Position } from '@xyflow/react';
import type { FlowNode } from '../../nodes/contract/flow.ts';
import type { CanvasNote, Project, Zone } from '../../nodes/contract/project/index.ts';
import { formatCompact } from '../ui/format.ts';
import type { CanvasNode } from './FlowNodeView.tsx';
import type { Places } from './layout.ts';
import {
  type Box,
  collapsedSize,
  membersOf,
  noteIdOf,
  noteNodeId,
  shownId,
  worstState,
  zoneBox,
  zoneByNode,
  zoneIdOf,
  zoneNodeId,
} from './zones.ts';

export interface ZoneData extends Record<string, unknown> {
  type: 'zone';
  zone: Zone;
  count: number;
  state: FlowNode['state'];
  reason: string;
  renaming: boolean;
}
export interface NoteData extends Record<string, unknown> {
  type: 'note';
  note: CanvasNote;
  editing: boolean;
}
export type ZoneNode = Node<ZoneData, 'zone'>;
export type NoteNode = Node<NoteData, 'note'>;
export type LayerNode = ZoneNode | NoteNode;
/** All that stands on the canvas. */
export type AnyNode = CanvasNode | LayerNode;

const HANDLE = 10;
const end = { y: (collapsedSize.height - HANDLE) / 2, width: HANDLE, height: HANDLE };
/** Where the wires of a collapsed zone end. */
const cardHandles = [
  { ...end, type: 'target' as const, position: Position.Left, x: -HANDLE / 2 },
  { ...end, type: 'source' as const, position: Position.Right, x: collapsedSize.width - HANDLE / 2 },
];

/** Behind everything, also while selected. */
const BEHIND = -4000;
const placesOf = (nodes: readonly { id: string; position: { x: number; y: number } }[]): Places =>
  Object.fromEntries(nodes.map((node) => [node.id, node.position]));

interface Scene {
  project: Project;
  flow: ReadonlyMap<string, FlowNode>;
  renaming: string | null;
  picked: ReadonlySet<string>;
  readOnly: boolean;
}

/** The zones as canvas nodes, around where their members stand now. */
export function zoneNodes(scene: Scene, nodes: readonly CanvasNode[]): ZoneNode[] {
  const { project, flow, renaming, picked, readOnly } = scene;
  const zones = Object.values(project.layout.zones ?? {});
  if (zones.length === 0) return [];
  const places = placesOf(nodes);
  return zones.flatMap((zone) => {
    const box = zoneBox(project, zone, places);
    if (!box) return [];
    const id = zoneNodeId(zone.id);
    const members = membersOf(project, zone);
    const { state, reason } = worstState(members.map((one) => flow.get(one)));
    const data: ZoneData = { type: 'zone', zone, count: members.length, state, reason, renaming: renaming === id };
    return [
      {
        id,
        type: 'zone' as const,
        data,
        ...placed(box),
        selected: picked.has(id),
        draggable: !readOnly && renaming !== id,
        connectable: false,
        ...(zone.collapsed
          ? { handles: cardHandles }
          : { zIndex: BEHIND, dragHandle: '[data-zone-head]', style: { pointerEvents: 'none' } }),
      },
    ];
  });
}

const placed = ({ x, y, width, height }: Box) => ({
  position: { x, y },
  width,
  height,
  measured: { width, height },
});

/** The notes as canvas nodes; `moving` are the boxes of those that are being dragged or resized. */
export function noteNodes(scene: Scene, moving: Readonly<Record<string, Partial<Box>>>): NoteNode[] {
  const { project, renaming, picked, readOnly } = scene;
  return Object.values(project.layout.notes ?? {}).map((note) => {
    const id = noteNodeId(note.id);
    const editing = renaming === id;
    return {
      id,
      type: 'note' as const,
      data: { type: 'note', note, editing },
      ...placed({ ...note, ...moving[id] }),
      selected: picked.has(id),
      draggable: !readOnly && !editing,
      connectable: false,
      zIndex: picked.has(id) ? 0 : -1,
    };
  });
}

const sameLayer = (a: LayerNode, b: LayerNode): boolean =>
  a.position.x === b.position.x &&
  a.position.y === b.position.y &&
  a.width === b.width &&
  a.height === b.height &&
  a.selected === b.selected &&
  a.draggable === b.draggable &&
  Object.entries(a.data).every(([key, value]) => b.data[key] === value);

/** The new nodes, each as the old object where nothing changed, so that it is not drawn again. */
export function keepSame<T extends LayerNode>(old: readonly T[], next: readonly T[]): readonly T[] {
  const before = new Map(old.map((node) => [node.id, node]));
  const kept = next.map((node) => {
    const last = before.get(node.id);
    return last && sameLayer(last, node) ? last : node;
  });
  return kept.length === old.length && kept.every((node, index) => node === old[index]) ? old : kept;
}

/** Nodes without those in collapsed zones, and wires that end at the zone instead: one for each pair of ends. */
export function collapse(project: Project, nodes: CanvasNode[], edges: Edge[]): { nodes: CanvasNode[]; edges: Edge[] } {
  if (!Object.values(project.layout.zones ?? {}).some(({ collapsed }) => collapsed)) return { nodes, edges };
  const byNode = zoneByNode(project);
  const shown = new Map<string, Edge>();
  for (const edge of edges) {
    const [source, target] = [shownId(byNode, edge.source), shownId(byNode, edge.target)];
    if (source === target) continue;
    const inside = source !== edge.source || target !== edge.target;
    const id = inside ? `${source}→${target}` : edge.id;
    const other = shown.get(id);
    shown.set(
      id,
      inside ? { ...edge, id, source, target, selectable: false, animated: edge.animated || !!other?.animated } : edge,
    );
  }
  return { nodes: nodes.filter(({ id }) => !byNode.get(id)?.collapsed), edges: [...shown.values()] };
}

/** Wires out of running recipes with how far they are: rows so far, else the share done. The same list when none runs. */
export function withProgress(edges: Edge[], flow: ReadonlyMap<string, FlowNode>): Edge[] {
  const words = (id: string): string | null => {
    const node = flow.get(id);
    if (node?.type !== 'recipe' || node.state !== 'running' || !node.progress) return null;
    const { rows, fraction } = node.progress;
    if (rows) return `${formatCompact(rows)} rows`;
    return fraction === null ? null : `${Math.round(fraction * 100)} %`;
  };
  const told = new Map(edges.map(({ source }) => [source, words(source)]));
  if ([...told.values()].every((label) => label === null)) return edges;
  return edges.map((edge) => {
    const label = told.get(edge.source);
    return label ? { ...edge, label, ...progressLabel } : edge;
  });
}

const progressLabel = {
  labelStyle: { fill: 'var(--mr-accent-text)', fontSize: 11, fontWeight: 600 },
  labelBgStyle: { fill: 'var(--mr-surface)' },
  labelBgPadding: [5, 2] as [number, number],
  labelBgBorderRadius: 6,
};

/** What a dragged zone means: the same move for each member that does not move by itself. */
export function memberChanges(
  zone: ZoneNode,
  to: { x: number; y: number },
  {
    nodes,
    moved,
    dragging,
  }: { nodes: readonly CanvasNode[]; moved: ReadonlySet<string>; dragging: boolean | undefined },
): NodeChange<CanvasNode>[] {
  const [dx, dy] = [to.x - zone.position.x, to.y - zone.position.y];
  const members = new Set(zone.data.zone.nodes);
  return nodes.flatMap(({ id, position }) =>
    members.has(id) && !moved.has(id)
      ? [{ id, type: 'position' as const, dragging, position: { x: position.x + dx, y: position.y + dy } }]
      : [],
  );
}

/** Where everything that was dragged came to: zones as the places of their members, notes under their canvas ids. */
export function movedPlaces(project: Project, nodes: readonly CanvasNode[], moved: readonly AnyNode[]): Places {
  const members = new Set(moved.flatMap(({ id }) => project.layout.zones?.[zoneIdOf(id) ?? '']?.nodes ?? []));
  const direct = moved.filter(({ id }) => zoneIdOf(id) === null);
  return { ...placesOf(nodes.filter(({ id }) => members.has(id))), ...placesOf(direct) };
}

export const isNote = (id: string): boolean => noteIdOf(id) !== null;
