type Point = readonly [x: number, y: number];

/** Where a wire leaves a node on its right, and where it comes to one on its left. */
export interface Ends {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** How far a wire that runs back goes on before it turns, in flow units. */
const AHEAD = 20;
/** What a wire that runs back along its own row keeps below it. */
const BELOW = 88;
const ROUND = 12;

/** The corners of a wire that runs back to a node further left: out, along between the two rows, and in. Null when it runs ahead. */
export function cornersOf({ x1, y1, x2, y2 }: Ends, unit = 1): readonly Point[] | null {
  if (x2 >= x1) return null;
  const ahead = AHEAD * unit;
  const isOneRow = Math.abs(y2 - y1) < BELOW * unit;
  const y = isOneRow ? Math.max(y1, y2) + BELOW * unit : (y1 + y2) / 2;
  return [
    [x1, y1],
    [x1 + ahead, y1],
    [x1 + ahead, y],
    [x2 - ahead, y],
    [x2 - ahead, y2],
    [x2, y2],
  ];
}

/** What a line is drawn on: a canvas, or the path of an element. */
type Surface = Pick<CanvasPath, 'moveTo' | 'lineTo' | 'arcTo'>;

/** Traces a line along its corners, which are rounded. */
export function traceCorners(surface: Surface, corners: readonly Point[], unit = 1): void {
  for (const [at, [x, y]] of corners.entries()) {
    const next = corners[at + 1];
    if (at === 0) surface.moveTo(x, y);
    else if (next) surface.arcTo(x, y, ...next, roundOf(corners[at - 1] ?? [x, y], [x, y], { next, unit }));
    else surface.lineTo(x, y);
  }
}

/** As round as the shorter of the two sides allows. */
const roundOf = (before: Point, at: Point, { next, unit }: { next: Point; unit: number }): number =>
  Math.min(
    ROUND * unit,
    Math.hypot(at[0] - before[0], at[1] - before[1]) / 2,
    Math.hypot(next[0] - at[0], next[1] - at[1]) / 2,
  );

/** The same line as text for the path of an element. Corners are right angles, so that a curve through each rounds it. */
export function cornersPath(corners: readonly Point[]): string {
  const parts: string[] = [];
  for (const [at, [x, y]] of corners.entries()) {
    const [before, next] = [corners[at - 1], corners[at + 1]];
    if (!before || !next) {
      parts.push(`${before ? 'L' : 'M'}${x} ${y}`);
      continue;
    }
    const round = roundOf(before, [x, y], { next, unit: 1 });
    const towards = ([tx, ty]: Point): string => `${x + Math.sign(tx - x) * round} ${y + Math.sign(ty - y) * round}`;
    parts.push(`L${towards(before)} Q${x} ${y} ${towards(next)}`);
  }
  return parts.join(' ');
}
