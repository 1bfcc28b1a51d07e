import type { Project } from '../../nodes/contract/project/index.ts';
import { sizes, typeOf } from './graph.ts';
import type { Places } from './layout.ts';

type Point = { x: number; y: number };

/** From the left of a dataset to the middle of the recipe that reads it. */
const AHEAD = 264;
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
  const x = Math.max(...stands.map((place) => place.x)) + AHEAD;
  let y = (Math.min(...tops) + Math.max(...tops)) / 2 + half;
  const others = Object.entries(places).flatMap(([id, place]) => {
    const type = typeOf(project, id);
    return type ? [{ ...place, ...sizes[type] }] : [];
  });
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

/** Where data that come in stand: below those at the very left, in an empty flow on the left of what is seen. */
export function placeForData(project: Project, places: Places, seen: { x: number; y: number; height: number }) {
  const stands = Object.keys(project.datasets).flatMap((id) => places[id] ?? []);
  if (stands.length === 0) return { x: Math.round(seen.x + 64), y: Math.round(seen.y + seen.height / 5) };
  const left = Math.min(...stands.map(({ x }) => x));
  const column = stands.filter(({ x }) => x < left + sizes.dataset.width).map(({ y }) => y);
  return { x: left, y: Math.max(...column) + 96 };
}
