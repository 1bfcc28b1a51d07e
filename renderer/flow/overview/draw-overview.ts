import type { Edge } from '@xyflow/react';
import type { NodeData } from '../FlowNodeView.tsx';
import { stateLooks } from '../node-state.ts';
import { traceCorners } from '../wire-line.ts';
import { drawNode, type Pen, type Picturing } from './node-picture.ts';
import { boundsOf, curveOf, type Nodes, sizeOf, type Transform } from './wires.ts';

export interface Scene {
  nodes: Nodes;
  edges: readonly Edge[];
  /** Nodes and wires that are elements of the page. */
  live: ReadonlySet<string>;
  /** Nodes that are dragged; they are elements too. */
  hand: ReadonlySet<string>;
  /** Wires of nodes in the hand, all but those, or all. */
  part: 'moving' | 'still' | 'all';
  transform: Transform;
  width: number;
  height: number;
}

/** Below this zoom nodes show their name alone, larger. */
export const FAR = 0.7;
/** Below this zoom nodes are boxes: words could not be read. */
export const BOXES = 0.4;

/** How nodes look at a zoom. */
export const lookAt = (zoom: number): 'boxes' | 'far' | 'near' =>
  zoom < BOXES ? 'boxes' : zoom < FAR ? 'far' : 'near';

/** Draws wires, and nodes when asked to, as far as they are in sight, over what is there. Coordinates are CSS pixels. */
export function drawOverview(pen: Pen, scene: Scene, withNodes: boolean): void {
  const look = lookAt(scene.transform[2]);
  drawWires(pen, scene);
  if (!withNodes) return;
  if (look === 'boxes') drawBoxes(pen, scene);
  else drawPictures({ ...pen, far: look === 'far' }, scene);
}

function drawWires({ context, colours }: Pen, scene: Scene): void {
  const { nodes, edges, live, hand, part, transform, width, height } = scene;
  context.beginPath();
  for (const edge of edges) {
    if (live.has(edge.id)) continue;
    if (part !== 'all' && (hand.has(edge.source) || hand.has(edge.target)) !== (part === 'moving')) continue;
    const curve = curveOf(edge, nodes, transform);
    if (!curve) continue;
    const { left, top, right, bottom } = boundsOf(curve);
    if (right < 0 || left > width || bottom < 0 || top > height) continue;
    const { x1, y1, x2, y2, bend, corners } = curve;
    if (corners) traceCorners(context, corners, transform[2]);
    else {
      context.moveTo(x1, y1);
      context.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2);
    }
  }
  context.strokeStyle = colours.wire;
  // No wider than a pixel while that is honest: hair lines are drawn several times faster.
  context.lineWidth = Math.max(1, 1.5 * transform[2]);
  context.stroke();
}

/** Room around a node for its name, its marks and its frame, in flow units. */
const AROUND = 80;

interface Seen {
  data: NodeData;
  selected: boolean;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The nodes that are drawn and in sight, their boxes in pixels. */
function* seenNodes({ nodes, live, transform, width, height }: Scene, around: number): Generator<Seen> {
  const [left, top, zoom] = transform;
  const room = around * zoom;
  for (const [id, node] of nodes) {
    if (live.has(id) || node.data.type === 'zone' || node.data.type === 'note') continue;
    const size = sizeOf(node);
    const box = { width: size.width * zoom, height: size.height * zoom };
    const x = node.internals.positionAbsolute.x * zoom + left;
    const y = node.internals.positionAbsolute.y * zoom + top;
    if (x + box.width < -room || y + box.height < -room || x > width + room || y > height + room) continue;
    yield { data: node.data as NodeData, selected: node.selected ?? false, x, y, ...box };
  }
}

function drawPictures(pen: Picturing, scene: Scene): void {
  const { context } = pen;
  const [, , zoom] = scene.transform;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const { data, selected, x, y } of seenNodes(scene, AROUND)) {
    context.save();
    context.translate(x, y);
    context.scale(zoom, zoom);
    drawNode(pen, data, selected);
    context.restore();
  }
}

function drawBoxes({ context, colours }: Pen, scene: Scene): void {
  const [, , zoom] = scene.transform;
  const rounded = zoom > 0.2;
  context.lineWidth = 1;
  for (const { data, selected, x, y, width, height } of seenNodes(scene, 0)) {
    const { type, flow } = data;
    const { tone } = stateLooks[flow?.state ?? 'ready'];
    const bar = Math.max(2, width * (type === 'recipe' ? 0.25 : 0.1));
    context.fillStyle = colours[type];
    context.strokeStyle = selected ? colours.accent : colours.border;
    if (rounded) {
      context.beginPath();
      context.roundRect(x, y, width, height, type === 'dataset' ? 8 * zoom : height / 2);
      context.fill();
      context.stroke();
    } else {
      context.fillRect(x, y, width, height);
      context.strokeRect(x, y, width, height);
    }
    context.fillStyle = colours[tone];
    context.fillRect(x + width - bar - 2, y + height * 0.25, bar, height * 0.5);
    if (!selected) continue;
    context.lineWidth = 3;
    context.strokeRect(x - 1, y - 1, width + 2, height + 2);
    context.lineWidth = 1;
  }
}
