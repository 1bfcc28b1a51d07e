import type { Transform } from './wires.ts';

/** A view that was drawn: of a pane of `width` × `height` pixels, and `margin` pixels more on every side. */
export interface KeptView {
  transform: Transform;
  width: number;
  height: number;
  margin: number;
  /** Pixels of the screen for one of the page. */
  ratio: number;
}

/** Pixels of the screen that a picture of a view has. */
export const pixelsOf = ({ width, height, margin, ratio }: KeptView) => ({
  width: Math.round((width + 2 * margin) * ratio),
  height: Math.round((height + 2 * margin) * ratio),
});

/** Enlarged or reduced further than this a picture would look blurred, even while it moves. */
const LARGEST = 1.35;
const SMALLEST = 0.7;

/** How a kept picture is laid over the pane: scaled around its top left corner, which is moved by `x` and `y` pixels. */
export interface Lay {
  x: number;
  y: number;
  scale: number;
}

/** Lays a kept picture where another view of the same flow wants it. One that is not scaled stays on whole pixels. */
export function layOver({ transform, margin, ratio }: KeptView, [x, y, zoom]: Transform): Lay {
  const [keptX, keptY, keptZoom] = transform;
  const scale = zoom / keptZoom;
  const whole = (value: number) => (scale === 1 ? Math.round(value * ratio) / ratio : value);
  return { x: whole(x - scale * (keptX + margin)), y: whole(y - scale * (keptY + margin)), scale };
}

/** Whether a picture laid so leaves no part of the pane bare, and is sharp enough. */
export function isServing({ width, height, margin }: KeptView, { x, y, scale }: Lay): boolean {
  const isSharp = scale <= LARGEST && scale >= SMALLEST;
  const [right, bottom] = [x + scale * (width + 2 * margin), y + scale * (height + 2 * margin)];
  return isSharp && x <= 0 && y <= 0 && right >= width && bottom >= height;
}

/** A kept picture moved on. All lengths are pixels of the screen. */
export interface Shift {
  view: KeptView;
  /** How far what was drawn moves. */
  x: number;
  y: number;
  /** What is bare then; they do not overlap. */
  strips: readonly { x: number; y: number; width: number; height: number }[];
}

/** Moves a picture on until the pane is in its middle again; null when the zoom is another or nothing that was drawn would be left. */
export function shiftTo(kept: KeptView, [toX, toY, zoom]: Transform): Shift | null {
  const { ratio } = kept;
  const [keptX, keptY, keptZoom] = kept.transform;
  const { width, height } = pixelsOf(kept);
  const [x, y] = [Math.round((toX - keptX) * ratio), Math.round((toY - keptY) * ratio)];
  if (zoom !== keptZoom || Math.abs(x) >= width || Math.abs(y) >= height) return null;
  const beside = { x: x > 0 ? 0 : width + x, y: 0, width: Math.abs(x), height };
  const above = { x: Math.max(0, x), y: y > 0 ? 0 : height + y, width: width - Math.abs(x), height: Math.abs(y) };
  return {
    view: { ...kept, transform: [keptX + x / ratio, keptY + y / ratio, zoom] },
    x,
    y,
    strips: [beside, above].filter((strip) => strip.width > 0 && strip.height > 0),
  };
}
