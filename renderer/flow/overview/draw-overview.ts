import type { Edge } from '@xyflow/react';
import type { Tone } from '../../ui/StatusBadge.tsx';
import { stateLooks } from '../node-state.ts';
import { curveOf, type Nodes, sizeOf, type Transform } from './wires.ts';

/** Colours of the overview, as the theme has them now. */
export type Colours = Record<
  'wire' | 'accent' | 'border' | 'dataset' | 'recipe' | 'model' | 'zone' | 'note' | Tone,
  string
>;

const names: Readonly<Record<keyof Colours, string>> = {
  wire: '--mr-border-strong',
  accent: '--mr-accent',
  border: '--mr-border-strong',
  dataset: '--mr-dataset-soft',
  recipe: '--mr-recipe-soft',
  model: '--mr-model-soft',
  zone: '--mr-sunken',
  note: '--mr-stale-soft',
  none: '--mr-faint',
  ready: '--mr-ready',
  running: '--mr-accent',
  done: '--mr-done',
  stale: '--mr-stale',
  failed: '--mr-failed',
};

/** Reads the colours of the theme that is on at `element`. */
export function coloursAt(element: Element): Colours {
  const style = getComputedStyle(element);
  return Object.fromEntries(
    Object.entries(names).map(([key, name]) => [key, style.getPropertyValue(name).trim()]),
  ) as Colours;
}

export interface Scene {
  nodes: Nodes;
  edges: readonly Edge[];
  /** Nodes and wires that are elements of the page. */
  live: ReadonlySet<string>;
  transform: Transform;
  width: number;
  height: number;
  colours: Colours;
}

/** Draws wires, and with `boxes` nodes, as far as they are in sight. Coordinates are CSS pixels. */
export function drawOverview(context: CanvasRenderingContext2D, scene: Scene, boxes: boolean): void {
  context.clearRect(0, 0, scene.width, scene.height);
  drawWires(context, scene);
  if (boxes) drawNodes(context, scene);
}

function drawWires(context: CanvasRenderingContext2D, scene: Scene): void {
  const { nodes, edges, live, transform, width, height, colours } = scene;
  context.beginPath();
  for (const edge of edges) {
    if (live.has(edge.id)) continue;
    const curve = curveOf(edge, nodes, transform);
    if (!curve) continue;
    const { x1, y1, x2, y2, bend } = curve;
    if (Math.max(x1, x2) + bend < 0 || Math.min(x1, x2) - bend > width) continue;
    if (Math.max(y1, y2) < 0 || Math.min(y1, y2) > height) continue;
    context.moveTo(x1, y1);
    context.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2);
  }
  context.strokeStyle = colours.wire;
  // No wider than a pixel while that is honest: hair lines are drawn several times faster.
  context.lineWidth = Math.max(1, 1.5 * transform[2]);
  context.stroke();
}

function drawNodes(context: CanvasRenderingContext2D, { nodes, live, transform, width, height, colours }: Scene): void {
  const [left, top, zoom] = transform;
  const rounded = zoom > 0.2;
  context.lineWidth = 1;
  for (const [id, node] of nodes) {
    if (live.has(id) || node.data.type === 'zone' || node.data.type === 'note') continue;
    const size = sizeOf(node);
    const w = size.width * zoom;
    const h = size.height * zoom;
    const x = node.internals.positionAbsolute.x * zoom + left;
    const y = node.internals.positionAbsolute.y * zoom + top;
    if (x + w < 0 || y + h < 0 || x > width || y > height) continue;
    const { type, flow } = node.data;
    const { tone } = stateLooks[flow?.state ?? 'ready'];
    const bar = Math.max(2, w * (type === 'recipe' ? 0.25 : 0.1));
    context.fillStyle = colours[type];
    context.strokeStyle = node.selected ? colours.accent : colours.border;
    if (rounded) {
      context.beginPath();
      context.roundRect(x, y, w, h, type === 'dataset' ? 8 * zoom : h / 2);
      context.fill();
      context.stroke();
    } else {
      context.fillRect(x, y, w, h);
      context.strokeRect(x, y, w, h);
    }
    context.fillStyle = colours[tone];
    context.fillRect(x + w - bar - 2, y + h * 0.25, bar, h * 0.5);
    if (!node.selected) continue;
    context.lineWidth = 3;
    context.strokeRect(x - 1, y - 1, w + 2, h + 2);
    context.lineWidth = 1;
  }
}
