import { getNodesBounds, type Viewport } from '@xyflow/react';
import { sizes } from './graph.ts';
import type { AnyNode } from './layers.ts';
import { wholeView } from './whole-view.ts';

/** The first view does not zoom out further. */
export const LEGIBLE = 0.6;
/** What a view on the beginning of a flow keeps free. */
const ROOM = { top: 52, bottom: 68, side: 32 };
/** As small as a whole flow may be at first: names can just be read. */
const WHOLE = 0.4;

interface Canvas {
  /** In pixels. */
  width: number;
  height: number;
  hasMap: boolean;
}

/**
 * The view a flow is opened with: the whole flow when its names can be read, else its beginning. Known before anything is drawn, so
 * that nothing is drawn elsewhere first.
 */
export function firstView(all: readonly AnyNode[], { hasMap, ...canvas }: Canvas): Viewport {
  if (all.length === 0) return { x: 0, y: 0, zoom: 1 };
  const bounds = getNodesBounds([...all]);
  const whole = wholeView({ nodes: boxesOf(all), bounds, canvas, hasMap, most: 1 });
  if (whole.zoom >= WHOLE) return whole;
  const [width, height] = [canvas.width - 2 * ROOM.side, canvas.height - ROOM.top - ROOM.bottom];
  const wide = bounds.width * LEGIBLE > width;
  const seen = all.filter(({ position }) => !wide || (position.x - bounds.x) * LEGIBLE < width);
  return {
    x: wide ? ROOM.side - bounds.x * LEGIBLE : (canvas.width - bounds.width * LEGIBLE) / 2 - bounds.x * LEGIBLE,
    y: ROOM.top + height / 2 - middleOf(seen, height / LEGIBLE) * LEGIBLE,
    zoom: LEGIBLE,
  };
}

/** Nodes and notes as boxes: the frames of zones may stand behind the map. */
export const boxesOf = (all: readonly AnyNode[]) =>
  all.flatMap(({ type, position, width = 0, height = 0 }) => (type === 'zone' ? [] : [{ ...position, width, height }]));

/** Where a view `height` high has its middle: on everything when it fits, else on the line where most nodes are. */
function middleOf(seen: readonly AnyNode[], height: number): number {
  const top = Math.min(...seen.map(({ position }) => position.y));
  const bottom = Math.max(...seen.map((node) => node.position.y + (node.height ?? 0)));
  if (bottom - top <= height) return (top + bottom) / 2;
  const tops = seen.flatMap(({ type, position }) => (type === 'flow' ? position.y : [])).sort((a, b) => a - b);
  return (tops[tops.length >> 1] ?? top) + sizes.dataset.height / 2;
}
