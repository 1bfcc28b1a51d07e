import dagre from '@dagrejs/dagre';
import { type Graph, type NodeType, sizes } from './graph.ts';

export type Places = Record<string, { x: number; y: number }>;

const snap = (value: number) => Math.round(value / 4) * 4;

/** Room that a node needs in the layout: recipes carry a name below their circle. */
const room = (type: NodeType) => (type === 'recipe' ? { width: 96, height: 56 } : sizes[type]);

/** Places for all nodes, left to right, by dagre's layered layout. Top left corners, on the 4 px grid. */
export function layOut(graph: Graph): Places {
  const layered = new dagre.graphlib.Graph({ multigraph: false });
  layered.setGraph({ rankdir: 'LR', nodesep: 40, ranksep: 28, marginx: 40, marginy: 40 });
  layered.setDefaultEdgeLabel(() => ({}));
  for (const { id, type } of graph.nodes) layered.setNode(id, { ...room(type) });
  for (const { source, target } of graph.edges) layered.setEdge(source, target);
  dagre.layout(layered);
  const places: Places = {};
  for (const { id, type } of graph.nodes) {
    const { x, y } = layered.node(id) as { x: number; y: number };
    places[id] = { x: snap(x - sizes[type].width / 2), y: snap(y - sizes[type].height / 2) };
  }
  return places;
}

/** The given places, completed: nodes without a place get the one of the layout, moved clear of the placed ones. */
export function completePlaces(graph: Graph, given: Places): Places {
  const missing = graph.nodes.filter(({ id }) => !given[id]);
  if (missing.length === 0) return given;
  const ideal = layOut(graph);
  if (missing.length === graph.nodes.length) return ideal;
  const bottom = Math.max(...graph.nodes.map(({ id }) => given[id]?.y ?? Number.NEGATIVE_INFINITY));
  const top = Math.min(...missing.map(({ id }) => ideal[id]?.y ?? 0));
  const places = { ...given };
  for (const { id } of missing) {
    const place = ideal[id] ?? { x: 0, y: 0 };
    places[id] = { x: place.x, y: place.y - top + bottom + 112 };
  }
  return places;
}
