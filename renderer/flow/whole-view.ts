type Box = { x: number; y: number; width: number; height: number };
type Viewport = { x: number; y: number; zoom: number };

/** What a view keeps free, in pixels: room for the names of zones above, the tool bar below. */
const ROOM = { top: 52, bottom: 68, side: 32 };
/** The map in the right corner below, with what is kept free around it. */
const MAP = { width: 152 + 15 + 12, height: 96 + 15 + 12 };

interface Whole {
  /** Places and sizes of what is not to stand behind the map. */
  nodes: readonly Box[];
  /** All that is to be seen. */
  bounds: Box;
  /** Size of the canvas, in pixels. */
  canvas: { width: number; height: number };
  hasMap: boolean;
  /** Largest zoom. */
  most: number;
}

/** The view on the whole flow, as large as it fits, and clear of the map where it is shown. */
export function wholeView({ nodes, bounds, canvas, hasMap, most }: Whole): Viewport {
  const within = (right: number, bottom: number): Viewport => {
    const width = canvas.width - ROOM.side - right;
    const height = canvas.height - ROOM.top - bottom;
    const zoom = Math.max(0.01, Math.min(most, width / bounds.width, height / bounds.height));
    return {
      x: ROOM.side + (width - bounds.width * zoom) / 2 - bounds.x * zoom,
      y: ROOM.top + (height - bounds.height * zoom) / 2 - bounds.y * zoom,
      zoom,
    };
  };
  const plain = within(ROOM.side, ROOM.bottom);
  if (!hasMap || !isCovered(nodes, plain, canvas)) return plain;
  const clear = [within(ROOM.side, MAP.height + 1), within(MAP.width + 1, ROOM.bottom)];
  return clear.reduce((best, one) => (one.zoom > best.zoom ? one : best));
}

/** Whether a node stands behind the map. */
export function isCovered(nodes: Iterable<Box>, { x, y, zoom }: Viewport, canvas: Whole['canvas']): boolean {
  const [left, top] = [canvas.width - MAP.width, canvas.height - MAP.height];
  for (const node of nodes) {
    const isRight = (node.x + node.width) * zoom + x > left && node.x * zoom + x < canvas.width;
    if (isRight && (node.y + node.height) * zoom + y > top && node.y * zoom + y < canvas.height) return true;
  }
  return false;
}
