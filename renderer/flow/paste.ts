import { type Edit, Layout, Project, type Recipe } from '../../nodes/contract/project/index.ts';
import { applyEdits } from '../state/apply-edits.ts';
import { type Fragment, isFlowText } from './clipboard.ts';
import { completePlaces } from './complete-places.ts';
import { layoutEdit } from './edits.ts';
import { freeName, takenNames } from './free-name.ts';
import { freeShift, roomOf, shiftRight, standing } from './free-place.ts';
import { graphOf, sizes, takenIds, typeOf } from './graph.ts';
import { freeId } from './ids.ts';
import { noteNodeId } from './zones.ts';

const Parts = Project.pick({ datasets: true, recipes: true, models: true });

/** The fragment in a text, or null when it is none. Apart from the canvas, which need not load the schemas. */
function readFragment(text: string): Fragment | null {
  if (!isFlowText(text)) return null;
  try {
    const value = JSON.parse(text) as Fragment;
    const byId = <T extends { id: string }>(list: T[]) => Object.fromEntries(list.map((one) => [one.id, one]));
    const parsed = Parts.parse({
      datasets: byId(value.datasets),
      recipes: byId(value.recipes),
      models: byId(value.models),
    });
    const { zones, notes } = Layout.parse({
      nodes: {},
      zones: byId(value.zones ?? []),
      notes: byId(value.notes ?? []),
    });
    const beside = { zones: Object.values(zones ?? {}), notes: Object.values(notes ?? {}) };
    return {
      ...value,
      ...beside,
      ...Object.fromEntries(Object.entries(parsed).map(([key, map]) => [key, Object.values(map)])),
    };
  } catch {
    return null;
  }
}

interface Pasted {
  edits: Edit[];
  ids: string[];
  /** Datasets and models that the copied recipes read and this project does not have. */
  missing: string[];
}

/**
 * Edits that add a copied part under new ids, its middle at `at`. Wires inside the part follow; a recipe's wires to inputs
 * outside are kept where this project has them, to outputs outside are not (a dataset has one producer).
 */
export function pasteText(project: Project, text: string, at: { x: number; y: number }): Pasted | null {
  const fragment = readFragment(text);
  if (!fragment) return null;
  const [taken, names] = [takenIds(project), takenNames(project)];
  const all = [...fragment.datasets, ...fragment.models, ...fragment.recipes];
  if (all.length === 0 && !fragment.notes?.length) return null;
  const ids = new Map(all.map(({ id }) => [id, freeId(id, taken)]));
  const renamed = <T extends { id: string; name: string }>(one: T): T => {
    const id = ids.get(one.id) ?? one.id;
    return { ...one, id, name: id === one.id ? one.name : `${one.name} (copy)` };
  };
  const own = <T extends { id: string; name: string }>(one: T): T => {
    const copy = renamed(one);
    return { ...copy, name: freeName(copy.name, names) };
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
    ...fragment.datasets.map((one): Edit => ({ family: 'datasets', id: ids.get(one.id)!, value: own(one) })),
    ...fragment.models.map((one): Edit => ({ family: 'models', id: ids.get(one.id)!, value: own(one) })),
    ...fragment.recipes.map(
      (one): Edit => ({
        family: 'recipes',
        id: ids.get(one.id)!,
        value: { ...renamed(one), inputs: ports(one.inputs, true), outputs: ports(one.outputs, false) },
      }),
    ),
  ];
  const shift = freely(project, fragment, shiftTo(fragment, at));
  const places = Object.entries(fragment.places).map(([id, place]) => [ids.get(id) ?? id, shift(place)]);
  edits.push(layoutEdit(project, Object.fromEntries(places)));
  const beside = pasteBeside(applyEdits(project, edits), fragment, { ids, shift });
  const read = fragment.recipes.flatMap(({ inputs }) => Object.values(inputs).flat());
  const missing = new Set(read.filter((id) => !ids.has(id) && !project.datasets[id] && !project.models[id]));
  return { edits: [...edits, ...beside.edits], ids: [...ids.values(), ...beside.ids], missing: [...missing] };
}

/** Zones and notes of a pasted part under new ids. */
function pasteBeside(
  project: Project,
  { zones = [], notes = [] }: Fragment,
  { ids, shift }: { ids: ReadonlyMap<string, string>; shift: (at: Point) => Point },
): Omit<Pasted, 'missing'> {
  if (zones.length + notes.length === 0) return { edits: [], ids: [] };
  const { layout } = project;
  const takenZones = new Set(Object.keys(layout.zones ?? {}));
  const takenNotes = new Set(Object.keys(layout.notes ?? {}));
  const newZones = zones.map((zone) => ({
    ...zone,
    id: freeId(zone.id, takenZones),
    nodes: zone.nodes.flatMap((id) => ids.get(id) ?? []),
  }));
  const newNotes = notes.map((note) => ({ ...note, ...shift(note), id: freeId(note.id, takenNotes) }));
  const byId = <T extends { id: string }>(list: T[]) => Object.fromEntries(list.map((one) => [one.id, one]));
  const value = {
    ...layout,
    ...(newZones.length > 0 && { zones: { ...layout.zones, ...byId(newZones) } }),
    ...(newNotes.length > 0 && { notes: { ...layout.notes, ...byId(newNotes) } }),
  };
  return { edits: [{ family: 'layout', id: '-', value }], ids: newNotes.map(({ id }) => noteNodeId(id)) };
}

type Point = { x: number; y: number };

type Shift = (from: Point) => Point;

/** Moves a pasted part on until its recipes stand right of what they read here, and it covers nothing. */
function freely(project: Project, { places, recipes, datasets, models, notes = [] }: Fragment, shift: Shift): Shift {
  const now = completePlaces(graphOf(project), project.layout.nodes);
  const own = new Set([...datasets, ...models].map(({ id }) => id));
  const rights = recipes.map(({ id, inputs }) => {
    const reads = Object.values(inputs).flat();
    const ends = reads.flatMap((one) => {
      const type = own.has(one) ? null : typeOf(project, one);
      return type && now[one] ? [now[one].x + sizes[type].width] : [];
    });
    return places[id] ? shiftRight(shift(places[id]).x, ends) : 0;
  });
  const right = Math.max(0, ...rights);
  const beside = (from: Point) => ({ x: shift(from).x + right, y: shift(from).y });
  const typed = [
    ...recipes.map(({ id }) => [id, 'recipe'] as const),
    ...datasets.map(({ id }) => [id, 'dataset'] as const),
    ...models.map(({ id }) => [id, 'model'] as const),
  ];
  const rooms = typed.flatMap(([id, type]) => (places[id] ? [roomOf(type, beside(places[id]))] : []));
  const by = freeShift([...rooms, ...notes.map((note) => ({ ...note, ...beside(note) }))], standing(project, now));
  return (from) => ({ x: Math.round(beside(from).x + by.x), y: Math.round(beside(from).y + by.y) });
}

/** Moves the middle of a copied part to a point. */
function shiftTo({ places, notes = [] }: Fragment, at: Point): (from: Point) => Point {
  const list = [...Object.values(places), ...notes];
  const middle = (values: number[]) => (values.length > 0 ? (Math.min(...values) + Math.max(...values)) / 2 : 0);
  const [x, y] = [middle(list.map((place) => place.x)), middle(list.map((place) => place.y))];
  return (from) => ({ x: Math.round(from.x - x + at.x), y: Math.round(from.y - y + at.y) });
}
