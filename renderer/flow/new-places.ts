import type { Project } from '../../nodes/contract/project/index.ts';
import { completePlaces } from './complete-places.ts';
import { AHEAD, freeShift, roomOf, standing } from './free-place.ts';
import { graphOf, sizes } from './graph.ts';
import type { Places } from './layout.ts';
import { zoneBox, zoneByNode } from './zones.ts';

type Point = { x: number; y: number };

/** From the left of a dataset to the middle of the recipe that reads it. */
const BESIDE = 264;
/** Room that a recipe takes with its name and its first output. */
const WIDTH = 280;
const HEIGHT = 104;
const DOWN = 112;

/** The middle of a recipe that continues from data: right of the last, level with their middle, or below what stands there. */
export function placeAfter(project: Project, from: readonly string[], places: Places): Point | null {
  const stands = from.flatMap((id) => places[id] ?? []);
  if (stands.length === 0) return null;
  const tops = stands.map(({ y }) => y);
  const half = sizes.recipe.width / 2;
  const x = Math.max(...stands.map((place) => place.x)) + BESIDE;
  let y = (Math.min(...tops) + Math.max(...tops)) / 2 + half;
  const own = zoneByNode(project).get(from[0] ?? '');
  const frames = Object.values(project.layout.zones ?? {}).flatMap((zone) =>
    zone.id === own?.id ? [] : (zoneBox(project, zone, places) ?? []),
  );
  const others = [...standing(project, places), ...frames];
  const isTaken = () => {
    const [left, top] = [x - half, y - half];
    return others.some(
      (other) =>
        other.x < left + WIDTH &&
        left < other.x + other.width &&
        other.y < top + HEIGHT &&
        top < other.y + other.height,
    );
  };
  while (isTaken()) y += DOWN;
  return { x, y };
}

/** The middle of what leads to a node: left of it and level with it. */
export function placeBefore(project: Project, id: string, places: Places): Point | null {
  const stands = places[id];
  const front = project.recipes[id] ? sizes.dataset : sizes.recipe;
  return stands ? { x: stands.x - AHEAD - front.width / 2, y: stands.y + front.height / 2 } : null;
}

/** Places for new datasets, one below the other from a point on, or from the nearest where they cover nothing. */
export function columnFrom(project: Project, ids: readonly string[], at: Point): Places {
  const wanted = ids.map((_, index) => ({ x: Math.round(at.x), y: Math.round(at.y + index * 88) }));
  const now = completePlaces(graphOf(project), project.layout.nodes);
  const by = freeShift(
    wanted.map((place) => roomOf('dataset', place)),
    standing(project, now),
  );
  return Object.fromEntries(
    ids.map((id, index) => [id, { x: (wanted[index]?.x ?? 0) + by.x, y: (wanted[index]?.y ?? 0) + by.y }]),
  );
}

/** Where data that come in stand: below those at the very left, in an empty flow on the left of what is seen. */
export function placeForData(project: Project, places: Places, seen: { x: number; y: number; height: number }) {
  const stands = Object.keys(project.datasets).flatMap((id) => places[id] ?? []);
  if (stands.length === 0) return { x: Math.round(seen.x + 64), y: Math.round(seen.y + seen.height / 5) };
  const left = Math.min(...stands.map(({ x }) => x));
  const column = stands.filter(({ x }) => x < left + sizes.dataset.width).map(({ y }) => y);
  const at = { x: left, y: Math.max(...column) + 96 };
  return { x: left, y: at.y + freeShift([roomOf('dataset', at)], standing(project, places), ['down']).y };
}
