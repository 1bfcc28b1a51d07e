import type { Edge, InternalNode } from '@xyflow/react';
import type { AnyNode } from '../layers.ts';

export type Nodes = ReadonlyMap<string, InternalNode<AnyNode>>;
export type Transform = readonly [x: number, y: number, zoom: number];

/** Size of a node in flow units. */
export const sizeOf = ({ measured, width, height }: InternalNode<AnyNode>) => ({
  width: measured.width ?? width ?? 0,
  height: measured.height ?? height ?? 0,
});

/** A wire as a Bézier curve in pane pixels: level at both ends, its inner points `bend` away from them. */
export interface Curve {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  bend: number;
}

/** Curvature of wires that run back, as React Flow draws them. */
const BACK = 6.25;

/** The curve of a wire, or null when an end is not there. */
export function curveOf({ source, target }: Edge, nodes: Nodes, [left, top, zoom]: Transform): Curve | null {
  const from = nodes.get(source);
  const to = nodes.get(target);
  if (!from || !to) return null;
  const a = sizeOf(from);
  const start = from.internals.positionAbsolute;
  const end = to.internals.positionAbsolute;
  const x1 = (start.x + a.width) * zoom + left;
  const x2 = end.x * zoom + left;
  const y1 = (start.y + a.height / 2) * zoom + top;
  const y2 = (end.y + sizeOf(to).height / 2) * zoom + top;
  const bend = x2 >= x1 ? (x2 - x1) / 2 : BACK * zoom * Math.sqrt((x1 - x2) / zoom);
  return { x1, y1, x2, y2, bend };
}

const STEPS = 24;

/** How far a point is from a curve, in pixels. */
function distanceTo({ x1, y1, x2, y2, bend }: Curve, x: number, y: number): number {
  let [best, fromX, fromY] = [Number.POSITIVE_INFINITY, x1, y1];
  for (let step = 1; step <= STEPS; step += 1) {
    const t = step / STEPS;
    const s = 1 - t;
    const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
    const toX = a * x1 + b * (x1 + bend) + c * (x2 - bend) + d * x2;
    const toY = (a + b) * y1 + (c + d) * y2;
    const [dx, dy] = [toX - fromX, toY - fromY];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - fromX) * dx + (y - fromY) * dy) / length));
    best = Math.min(best, Math.hypot(x - fromX - along * dx, y - fromY - along * dy));
    [fromX, fromY] = [toX, toY];
  }
  return best;
}

const NEAR = 8;

/** The wire next to a point of the pane, in pane pixels; null when none is near. */
export function wireNear(
  edges: readonly Edge[],
  { nodes, transform }: { nodes: Nodes; transform: Transform },
  { x, y }: { x: number; y: number },
): string | null {
  let found: string | null = null;
  let best = NEAR;
  for (const edge of edges) {
    const curve = curveOf(edge, nodes, transform);
    if (!curve) continue;
    const { x1, y1, x2, y2, bend } = curve;
    const room = NEAR + (x2 < x1 ? bend : 0);
    if (x < Math.min(x1, x2) - room || x > Math.max(x1, x2) + room) continue;
    if (y < Math.min(y1, y2) - NEAR || y > Math.max(y1, y2) + NEAR) continue;
    const distance = distanceTo(curve, x, y);
    if (distance < best) [best, found] = [distance, edge.id];
  }
  return found;
}

type Finder = (screen: { x: number; y: number }) => string | null;
let finder: Finder | null = null;

/** Lets wires be found that are not elements of the page. Call what it returns when the canvas goes. */
export function mountWireFinder(find: Finder): () => void {
  finder = find;
  return () => {
    if (finder === find) finder = null;
  };
}

/** The drawn wire under a point of the screen. */
export const drawnWireAt: Finder = (screen) => finder?.(screen) ?? null;
