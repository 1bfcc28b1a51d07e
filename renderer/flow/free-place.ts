import type { Project } from '../../nodes/contract/project/index.ts';
import { graphOf, type NodeType, sizes } from './graph.ts';
import type { Places } from './layout.ts';

type Point = { x: number; y: number };
type Rect = Point & { width: number; height: number };

/** From one node to the next of a chain: from the right of a dataset to the circle of its recipe, and on to what that writes. */
export const AHEAD = 48;
/** A node that begins nearer than this to what it reads does not stand right of it. */
const CLEAR = 24;
/** What is left free between a node that had to give way and what stands there. */
const GAP = 24;

/** The room of a node at a place: a recipe's name hangs below its circle and is wider than that. */
export const roomOf = (type: NodeType, { x, y }: Point): Rect =>
  type === 'recipe' ? { x: x - 20, y, width: 96, height: 88 } : { x, y, ...sizes[type] };

/** The rooms of all nodes and notes of a project that have a place. */
export function standing(project: Project, places: Places): Rect[] {
  const nodes = graphOf(project).nodes.flatMap(({ id, type }) => (places[id] ? [roomOf(type, places[id])] : []));
  return [...nodes, ...Object.values(project.layout.notes ?? {})];
}

const areTouching = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

type Way = 'down' | 'up' | 'right' | 'left';

/** How far `rooms` must go one way until they cover nothing of what stands there. */
function shiftOneWay(rooms: readonly Rect[], stands: readonly Rect[], way: Way): Point {
  const by = { x: 0, y: 0 };
  for (;;) {
    const pair = rooms.flatMap((room) => {
      const now = { ...room, x: room.x + by.x, y: room.y + by.y };
      const other = stands.find((one) => areTouching(now, one));
      return other ? [{ now, other }] : [];
    })[0];
    if (!pair) return by;
    const { now, other } = pair;
    if (way === 'down') by.y += other.y + other.height + GAP - now.y;
    if (way === 'up') by.y -= now.y + now.height + GAP - other.y;
    if (way === 'right') by.x += other.x + other.width + GAP - now.x;
    if (way === 'left') by.x -= now.x + now.width + GAP - other.x;
  }
}

/** The least that `rooms` must be moved together to cover nothing of what stands there; down where others are no nearer. */
export function freeShift(
  rooms: readonly Rect[],
  stands: readonly Rect[],
  ways: readonly Way[] = ['down', 'up', 'right'],
): Point {
  const far = ({ x, y }: Point) => Math.abs(x) + Math.abs(y);
  const shifts = ways.map((way) => shiftOneWay(rooms, stands, way));
  return shifts.reduce((best, one) => (far(one) < far(best) ? one : best), shifts[0] ?? { x: 0, y: 0 });
}

/** How far a node at `x` must go to the right to stand right of what it reads, which ends at `ends`. */
export function shiftRight(x: number, ends: readonly number[]): number {
  const end = Math.max(...ends);
  return x < end + CLEAR ? end + AHEAD - x : 0;
}

/** How far nodes that end at `ends` must go to stand left of what reads them, which begins at `begin`: nothing, or less than it. */
export function shiftLeft(ends: readonly number[], begin: number): number {
  const end = Math.max(...ends);
  return end > begin - CLEAR ? begin - AHEAD - end : 0;
}
