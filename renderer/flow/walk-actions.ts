import { canvas } from '../state/canvas.ts';
import { useSelection } from '../state/selection.ts';
import { scene } from './actions.ts';
import { graphOf, reach } from './graph.ts';
import type { Places } from './layout.ts';
import { nearest, wireMiddle } from './walk.ts';
import { visiblePlaces, withMembers } from './zones.ts';

type Way = Parameters<typeof nearest>[2];
type Point = { x: number; y: number };

const along: Record<Way, (place: Point) => number> = {
  left: ({ x }) => -x,
  right: ({ x }) => x,
  up: ({ y }) => -y,
  down: ({ y }) => y,
};

/** Of what is selected that which lies furthest in a direction. */
function furthest(places: Places, ids: readonly string[], way: Way): string | null {
  const there = ids.flatMap((id) => (places[id] ? [{ id, at: along[way](places[id]) }] : []));
  return there.sort((a, b) => b.at - a.at)[0]?.id ?? null;
}

/** Selects the next node in a direction; with `also` beside those that are selected. */
export function walk(projectId: string | null, way: Way, also = false): void {
  const now = scene(projectId);
  const view = canvas();
  if (!now || !view) return;
  const places = visiblePlaces(now.project, view.places());
  const picked = useSelection.getState().ids;
  const standing = picked.flatMap((id) => (places[id] ? [id] : withMembers(now.project, [id])));
  const next = nearest(places, furthest(places, standing, way), way);
  if (next) view.select(also ? [...picked, next] : [next]);
}

export function selectStream(projectId: string | null, way: 'up' | 'down'): void {
  const now = scene(projectId);
  if (now) canvas()?.select([...now.ids, ...reach(graphOf(now.project), now.ids, way)]);
}

/** Selects the n-th output of the selected recipe, or what the n-th reader of the selected data writes first. */
export function showOutput(projectId: string | null, number: number): void {
  const now = scene(projectId);
  const [only] = now?.ids ?? [];
  if (!now || only === undefined || now.ids.length > 1) return;
  const wires = graphOf(now.project).edges.filter(({ source }) => source === only);
  const next = wires[number - 1]?.target;
  if (next) canvas()?.select([next]);
}

/** Opens the menu of what is selected, at its place; without a selection that of the empty canvas, in the middle. */
export function openMenu(): void {
  const view = canvas();
  if (!view) return;
  const { ids, wires } = useSelection.getState();
  const id = ids.at(-1);
  const [wire] = wires;
  const at =
    (id !== undefined && view.places()[id]) || (wire !== undefined && wireMiddle(wire, view.places())) || view.middle();
  const on = id ?? (wire === undefined ? null : `wire:${wire}`);
  const { x, y } = view.toScreen(at);
  useSelection.getState().set({ menu: { x: x + 24, y: y + 24, on } });
}
