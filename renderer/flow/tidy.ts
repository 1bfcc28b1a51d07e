import type { Project } from '../../nodes/contract/project/index.ts';
import { shiftRight } from './free-place.ts';
import { type Graph, type GraphNode, graphOf, sizes } from './graph.ts';
import { layOut, layOutBoxes, type Places } from './layout.ts';
import { collapsedSize, frameOf, zoneBox, zoneByNode, zoneNodeId } from './zones.ts';

type Point = { x: number; y: number };
const snap = (value: number) => Math.round(value / 4) * 4;
const moved = ({ x, y }: Point, by: Point): Point => ({ x: snap(x + by.x), y: snap(y + by.y) });
const part = ({ nodes, edges }: Graph, has: (id: string) => boolean): Graph => ({
  nodes: nodes.filter(({ id }) => has(id)),
  edges: edges.filter(({ source, target }) => has(source) && has(target)),
});

/**
 * Places for the nodes of a graph, left to right, each zone in one piece: its nodes are laid out among themselves, then
 * zones and the other nodes as boxes. A collapsed zone takes the room of its card.
 */
export function layOutWithZones(project: Project, graph: Graph): Places {
  const byNode = zoneByNode(project);
  const zones = [...new Set(graph.nodes.flatMap(({ id }) => byNode.get(id) ?? []))];
  if (zones.length === 0) return layOut(graph);
  const inner = new Map(zones.map((zone) => [zone.id, layOut(part(graph, (id) => byNode.get(id)?.id === zone.id))]));
  const boxOf = (id: string) => {
    const zone = byNode.get(id);
    return zone ? zoneNodeId(zone.id) : id;
  };
  const boxes = [
    ...zones.map((zone) => {
      const frame = frameOf(project, zone, inner.get(zone.id) ?? {}) ?? collapsedSize;
      const { width, height } = zone.collapsed ? collapsedSize : frame;
      return { id: zoneNodeId(zone.id), width, height };
    }),
    ...graph.nodes
      .filter(({ id }) => !byNode.has(id))
      .map(({ id, type }) => ({ id, ...sizes[type], width: type === 'recipe' ? 96 : sizes[type].width })),
  ];
  const wires = graph.edges
    .map(({ source, target }) => ({ source: boxOf(source), target: boxOf(target) }))
    .filter(({ source, target }) => source !== target);
  const middles = layOutBoxes(boxes, wires);
  const places: Places = {};
  for (const { id, type } of graph.nodes) {
    if (byNode.has(id)) continue;
    const { x, y } = middles(id);
    places[id] = { x: snap(x - sizes[type].width / 2), y: snap(y - sizes[type].height / 2) };
  }
  for (const [index, zone] of zones.entries()) {
    const own = inner.get(zone.id) ?? {};
    const frame = zoneBox(project, zone, own);
    const box = boxes[index];
    if (!frame || !box) continue;
    const { x, y } = middles(box.id);
    const by = { x: x - box.width / 2 - frame.x, y: y - box.height / 2 - frame.y };
    for (const [id, place] of Object.entries(own)) places[id] = moved(place, by);
  }
  return places;
}

const corner = (places: readonly Point[]): Point => ({
  x: Math.min(...places.map(({ x }) => x)),
  y: Math.min(...places.map(({ y }) => y)),
});

/** Lays out some nodes among themselves; their top left corner stays where it is. */
export function tidyPart(project: Project, places: Places, ids: readonly string[]): Places {
  const chosen = new Set(ids);
  const ideal = layOutWithZones(
    project,
    part(graphOf(project), (id) => chosen.has(id)),
  );
  const [from, to] = [corner(Object.values(ideal)), corner(ids.flatMap((id) => places[id] ?? []))];
  const by = { x: to.x - from.x, y: to.y - from.y };
  return Object.fromEntries(Object.entries(ideal).map(([id, place]) => [id, moved(place, by)]));
}

const GAP = 24;

/**
 * Lays out all nodes but those that a person put somewhere: each of the others keeps the place that the layout gives it
 * beside its nearest kept neighbour, right of what it reads, and goes down until it covers none that stands there.
 */
export function tidyAround(project: Project, places: Places): Places {
  const graph = graphOf(project);
  const ideal = layOutWithZones(project, graph);
  const kept = graph.nodes.filter(({ id }) => project.layout.nodes[id]?.byHand);
  if (kept.length === 0) return ideal;
  const shift = shifts(graph, kept, (id) => {
    const [now, wanted] = [places[id], ideal[id]];
    return now && wanted ? { x: now.x - wanted.x, y: now.y - wanted.y } : { x: 0, y: 0 };
  });
  const standing = kept.flatMap((node) => (places[node.id] ? [{ ...places[node.id], node }] : [])) as Standing[];
  const result: Places = {};
  const rest = graph.nodes.filter(({ id }) => !project.layout.nodes[id]?.byHand);
  const wanted = rest
    .toSorted((a, b) => (ideal[a.id]?.x ?? 0) - (ideal[b.id]?.x ?? 0) || (ideal[a.id]?.y ?? 0) - (ideal[b.id]?.y ?? 0))
    .map((node) => ({ ...moved(ideal[node.id] ?? { x: 0, y: 0 }, shift.get(node.id) ?? { x: 0, y: 0 }), node }));
  const ends = new Map(standing.map(({ x, node }) => [node.id, x + sizes[node.type].width]));
  const reads = Map.groupBy(graph.edges, ({ target }) => target);
  for (const one of wanted) {
    const inputs = reads.get(one.node.id) ?? [];
    one.x = snap(
      one.x +
        shiftRight(
          one.x,
          inputs.flatMap(({ source }) => ends.get(source) ?? []),
        ),
    );
    for (let other = covered(one, standing); other; other = covered(one, standing))
      one.y = snap(other.y + sizes[other.node.type].height + GAP + (other.node.type === 'recipe' ? GAP : 0));
    standing.push(one);
    ends.set(one.node.id, one.x + sizes[one.node.type].width);
    result[one.node.id] = { x: one.x, y: one.y };
  }
  return result;
}

interface Standing extends Point {
  node: GraphNode;
}

const covered = (one: Standing, others: readonly Standing[]): Standing | undefined => {
  const own = sizes[one.node.type];
  return others.find((other) => {
    const size = sizes[other.node.type];
    return (
      one.x < other.x + size.width + GAP / 2 &&
      other.x < one.x + own.width + GAP / 2 &&
      one.y < other.y + size.height + GAP / 2 &&
      other.y < one.y + own.height + GAP / 2
    );
  });
};

/** How far each node is shifted: as far as the kept node that is the fewest wires away. */
function shifts(graph: Graph, kept: readonly GraphNode[], of: (id: string) => Point): Map<string, Point> {
  const near = new Map<string, string[]>();
  for (const { source, target } of graph.edges) {
    near.set(source, [...(near.get(source) ?? []), target]);
    near.set(target, [...(near.get(target) ?? []), source]);
  }
  const found = new Map(kept.map(({ id }) => [id, of(id)]));
  const queue = kept.map(({ id }) => id);
  for (let at = 0; at < queue.length; at += 1) {
    const id = queue[at] ?? '';
    for (const next of near.get(id) ?? []) {
      if (found.has(next)) continue;
      found.set(next, found.get(id) ?? { x: 0, y: 0 });
      queue.push(next);
    }
  }
  return found;
}

/** Distances between the middles made equal along an axis; the outermost stay. */
export function distributed(boxes: readonly { id: string; at: number; size: number }[]): Record<string, number> {
  const sorted = [...boxes].sort((a, b) => a.at + a.size / 2 - (b.at + b.size / 2));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || sorted.length < 3) return {};
  const room = last.at - (first.at + first.size) - sorted.slice(1, -1).reduce((sum, { size }) => sum + size, 0);
  const gap = room / (sorted.length - 1);
  const result: Record<string, number> = {};
  let at = first.at + first.size;
  for (const box of sorted.slice(1, -1)) {
    result[box.id] = snap(at + gap);
    at += gap + box.size;
  }
  return result;
}
