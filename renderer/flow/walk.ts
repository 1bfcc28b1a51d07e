import type { Places } from './layout.ts';

const ways = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const;

/** The nearest node in a direction, sideways distance counting double; from nothing, the leftmost node. */
export function nearest(places: Places, from: string | null, way: keyof typeof ways): string | null {
  const start = from ? places[from] : undefined;
  if (!start) return Object.entries(places).sort(([, a], [, b]) => a.x - b.x || a.y - b.y)[0]?.[0] ?? null;
  const [dx, dy] = ways[way];
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, { x, y }] of Object.entries(places)) {
    if (id === from) continue;
    const along = (x - start.x) * dx + (y - start.y) * dy;
    const aside = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
    if (along <= 8 || aside > along * 3) continue;
    const distance = along + aside * 2;
    if (distance < least) [best, least] = [id, distance];
  }
  return best;
}

/** Half way between the ends of a wire. */
export function wireMiddle(wire: string, places: Places): { x: number; y: number } {
  const ends = wire.split('→').flatMap((id) => places[id] ?? []);
  const middle = (axis: 'x' | 'y') => ends.reduce((sum, end) => sum + end[axis], 0) / Math.max(1, ends.length) + 28;
  return { x: middle('x'), y: middle('y') };
}
