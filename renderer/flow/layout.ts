import dagre from '@dagrejs/dagre';
import { type Graph, type NodeType, sizes } from './graph.ts';
import { type Box, layeredLayout } from './layered-layout.ts';

export type Places = Record<string, { x: number; y: number }>;

const snap = (value: number) => Math.round(value / 4) * 4;

/** Room that a node needs in the layout: recipes carry a name below their circle. */
const room = (type: NodeType) => (type === 'recipe' ? { width: 96, height: 56 } : sizes[type]);

const gaps = { node: 40, layer: 28, margin: 40 };
/** Dagre takes seconds for a thousand nodes; above this a linear layout draws nearly as well. */
const DAGRE_NODES = 150;

/** Places for all nodes, left to right in layers. Top left corners, on the 4 px grid. */
export function layOut(graph: Graph): Places {
  const boxes = graph.nodes.map(({ id, type }) => ({ id, ...room(type) }));
  const middles = layOutBoxes(boxes, graph.edges);
  const places: Places = {};
  for (const { id, type } of graph.nodes) {
    const { x, y } = middles(id);
    places[id] = { x: snap(x - sizes[type].width / 2), y: snap(y - sizes[type].height / 2) };
  }
  return places;
}

type Middles = (id: string) => { x: number; y: number };
type Wire = { source: string; target: string };

/** Middles of boxes, left to right in layers. */
export function layOutBoxes(boxes: readonly Box[], wires: readonly Wire[]): Middles {
  if (boxes.length <= DAGRE_NODES) return layOutByDagre(boxes, wires);
  const places = layeredLayout(boxes, wires, gaps);
  return (id) => places.get(id) ?? { x: 0, y: 0 };
}

function layOutByDagre(boxes: readonly Box[], wires: readonly Wire[]): Middles {
  const layered = new dagre.graphlib.Graph({ multigraph: false });
  layered.setGraph({
    rankdir: 'LR',
    nodesep: gaps.node,
    ranksep: gaps.layer,
    marginx: gaps.margin,
    marginy: gaps.margin,
  });
  layered.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of boxes) layered.setNode(id, { width, height });
  for (const { source, target } of wires) layered.setEdge(source, target);
  dagre.layout(layered);
  return (id) => layered.node(id) as { x: number; y: number };
}
