import type { Edge, InternalNode } from '@xyflow/react';
import type { AnyNode } from '../layers.ts';
import { cornersOf, type Ends } from '../wire-line.ts';

export type Nodes = ReadonlyMap<string, InternalNode<AnyNode>>;
export type Transform = readonly [x: number, y: number, zoom: number];

/** Size of a node in flow units. */
export const sizeOf = ({ measured, width, height }: InternalNode<AnyNode>) => ({
  width: measured.width ?? width ?? 0,
  height: measured.height ?? height ?? 0,
});

/**
 * A wire in pane pixels: a Bézier curve, level at both ends, its inner points `bend` away from them, or a line with corners
 * when it runs back.
 */
export interface Curve extends Ends {
  bend: number;
  corners: ReturnType<typeof cornersOf>;
}

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
  return { x1, y1, x2, y2, bend: (x2 - x1) / 2, corners: cornersOf({ x1, y1, x2, y2 }, zoom) };
}

/** The box that a wire keeps within. */
export function boundsOf({ x1, y1, x2, y2, corners }: Curve): {
  left: number;
  top: number;
  right: number;
  bottom: number;
} {
  const [first, last] = [corners?.[1] ?? [x1, y1], corners?.[4] ?? [x2, y2]];
  const middle = corners?.[2]?.[1] ?? y1;
  return {
    left: Math.min(first[0], last[0]),
    top: Math.min(y1, y2, middle),
    right: Math.max(first[0], last[0]),
    bottom: Math.max(y1, y2, middle),
  };
}

const STEPS = 24;

/** Points along a wire, near enough to each other to go straight between them. */
function pointsOf({ x1, y1, x2, y2, bend, corners }: Curve): readonly (readonly [number, number])[] {
  if (corners) return corners;
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const t = step / STEPS;
    const s = 1 - t;
    const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
    return [a * x1 + b * (x1 + bend) + c * (x2 - bend) + d * x2, (a + b) * y1 + (c + d) * y2] as const;
  });
}

/** How far a point is from a wire, in pixels. */
function distanceTo(curve: Curve, x: number, y: number): number {
  const [[startX, startY] = [0, 0], ...points] = pointsOf(curve);
  let [best, fromX, fromY] = [Number.POSITIVE_INFINITY, startX, startY];
  for (const [toX, toY] of points) {
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
    const { left, top, right, bottom } = boundsOf(curve);
    if (x < left - NEAR || x > right + NEAR || y < top - NEAR || y > bottom + NEAR) continue;
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

/** The wire under a point of the screen where wires are drawn on one canvas; undefined where each is an element. */
export const drawnWireAt = (screen: { x: number; y: number }): string | null | undefined => finder?.(screen);
