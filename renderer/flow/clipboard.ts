import { type Dataset, type Edit, type Model, Project, type Recipe } from '../../nodes/contract/project/index.ts';
import { layoutEdit } from './edits.ts';
import { takenIds } from './graph.ts';
import { freeId } from './ids.ts';
import type { Places } from './layout.ts';

/** Part of a flow as text: what copy puts on the clipboard. */
interface Fragment {
  millrace: 'flow';
  datasets: Dataset[];
  recipes: Recipe[];
  models: Model[];
  places: Places;
}

const Parts = Project.pick({ datasets: true, recipes: true, models: true });

export function copyText(project: Project, ids: readonly string[], places: Places): string {
  const pick = <T>(from: Record<string, T>): T[] => ids.flatMap((id) => (from[id] ? [from[id]] : []));
  const fragment: Fragment = {
    millrace: 'flow',
    datasets: pick(project.datasets),
    recipes: pick(project.recipes),
    models: pick(project.models),
    places: Object.fromEntries(ids.flatMap((id) => (places[id] ? [[id, places[id]]] : []))),
  };
  return JSON.stringify(fragment, null, 2);
}

/** The fragment in a text, or null when it is none. */
function readFragment(text: string): Fragment | null {
  try {
    const value = JSON.parse(text) as Fragment;
    if (value.millrace !== 'flow') return null;
    const byId = <T extends { id: string }>(list: T[]) => Object.fromEntries(list.map((one) => [one.id, one]));
    const parsed = Parts.parse({
      datasets: byId(value.datasets),
      recipes: byId(value.recipes),
      models: byId(value.models),
    });
    return { ...value, ...Object.fromEntries(Object.entries(parsed).map(([key, map]) => [key, Object.values(map)])) };
  } catch {
    return null;
  }
}

interface Pasted {
  edits: Edit[];
  ids: string[];
}

/**
 * Edits that add a copied part under new ids, its middle at `at`. Wires inside the part follow; a recipe's wires to inputs
 * outside are kept where this project has them, to outputs outside are not (a dataset has one producer).
 */
export function pasteText(project: Project, text: string, at: { x: number; y: number }): Pasted | null {
  const fragment = readFragment(text);
  if (!fragment) return null;
  const taken = takenIds(project);
  const all = [...fragment.datasets, ...fragment.models, ...fragment.recipes];
  if (all.length === 0) return null;
  const ids = new Map(all.map(({ id }) => [id, freeId(id, taken)]));
  const renamed = <T extends { id: string; name: string }>(one: T): T => {
    const id = ids.get(one.id) ?? one.id;
    return { ...one, id, name: id === one.id ? one.name : `${one.name} (copy)` };
  };
  const ports = (given: Recipe['inputs'], keep: boolean): Recipe['inputs'] =>
    Object.fromEntries(
      Object.entries(given).map(([role, list]) => [
        role,
        list.flatMap((id) => {
          const copied = ids.get(id);
          if (copied) return [copied];
          return keep && (project.datasets[id] || project.models[id]) ? [id] : [];
        }),
      ]),
    );
  const edits: Edit[] = [
    ...fragment.datasets.map((one): Edit => ({ family: 'datasets', id: ids.get(one.id)!, value: renamed(one) })),
    ...fragment.models.map((one): Edit => ({ family: 'models', id: ids.get(one.id)!, value: renamed(one) })),
    ...fragment.recipes.map(
      (one): Edit => ({
        family: 'recipes',
        id: ids.get(one.id)!,
        value: { ...renamed(one), inputs: ports(one.inputs, true), outputs: ports(one.outputs, false) },
      }),
    ),
  ];
  edits.push(layoutEdit(project, placesAround(fragment.places, ids, at)));
  return { edits, ids: [...ids.values()] };
}

function placesAround(places: Places, ids: Map<string, string>, at: { x: number; y: number }): Places {
  const list = Object.values(places);
  if (list.length === 0) return {};
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  const [x, y] = [middle(list.map((place) => place.x)), middle(list.map((place) => place.y))];
  return Object.fromEntries(
    Object.entries(places).map(([id, place]) => [
      ids.get(id) ?? id,
      { x: Math.round(place.x - x + at.x), y: Math.round(place.y - y + at.y) },
    ]),
  );
}
