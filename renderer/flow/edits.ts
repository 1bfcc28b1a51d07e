import type { CatalogKind } from '../../nodes/contract/catalog.ts';
import type { Dataset, Edit, Model, Project, Recipe } from '../../nodes/contract/project/index.ts';
import { completePlaces } from './complete-places.ts';
import { disconnected } from './connect-rules.ts';
import { freeName, NAME_LENGTH, plainName, takenNames } from './free-name.ts';
import { AHEAD, freeShift, roomOf, shiftRight, standing } from './free-place.ts';
import { graphOf, type NodeType, sizes, takenIds, typeOf } from './graph.ts';
import { freeId } from './ids.ts';
import type { Places } from './layout.ts';
import { withZones } from './zones.ts';

/** Moves nodes. What a person put somewhere (`byHand`) is remembered as such, also when others push it aside later. */
export function layoutEdit(project: Project, moved: Places, byHand = false): Edit {
  const { nodes } = project.layout;
  const places = Object.entries(moved).map(([id, { x, y }]) => [
    id,
    byHand || nodes[id]?.byHand ? { x, y, byHand: true } : { x, y },
  ]);
  return {
    family: 'layout',
    id: '-',
    value: { ...project.layout, nodes: { ...nodes, ...Object.fromEntries(places) } },
  };
}

export const recipeEdit = (recipe: Recipe): Edit => ({ family: 'recipes', id: recipe.id, value: recipe });
const datasetEdit = (dataset: Dataset): Edit => ({ family: 'datasets', id: dataset.id, value: dataset });
const modelEdit = (model: Model): Edit => ({ family: 'models', id: model.id, value: model });

interface NewRecipe {
  kind: CatalogKind;
  /** Datasets and models to read, each put into the first role that takes it. */
  from: readonly string[];
  /** Centre of the recipe's circle. */
  at: { x: number; y: number };
}

/** Adds a recipe, connects its inputs and makes the outputs it must have. The first edit is the recipe. */
export function addRecipe(project: Project, { kind, from, at }: NewRecipe): { edits: Edit[]; id: string } {
  const [taken, names] = [takenIds(project), takenNames(project)];
  const first = from[0];
  const stem = first ? stemOf(project.datasets[first]?.name ?? project.models[first]?.name ?? first) : kind.id;
  const id = freeId(first ? `${kind.id}_${stem}` : kind.id, taken);
  const inputs: Recipe['inputs'] = {};
  for (const input of from) {
    const type = typeOf(project, input);
    const role = kind.inputs?.find((one) => one.accepts === type && (inputs[one.id]?.length ?? 0) < one.max);
    if (role) inputs[role.id] = [...(inputs[role.id] ?? []), input];
  }
  const outputs: Recipe['outputs'] = {};
  const made: Edit[] = [];
  const place = { x: Math.round(at.x - sizes.recipe.width / 2), y: Math.round(at.y - sizes.recipe.height / 2) };
  const places: Record<string, Placed> = { [id]: { ...place, type: 'recipe' } };
  const wanted = (kind.outputs ?? []).flatMap((role) => Array.from({ length: role.min }, () => role));
  for (const [index, role] of wanted.entries()) {
    const suffix = wanted.length > 1 ? `${pastOf(kind.id)}_${role.id}` : pastOf(kind.id);
    const called = first ? `${stem}_${suffix}` : suffix;
    const output = freeId(called, taken);
    const name = freeName(plainName(called), names);
    made.push(
      role.accepts === 'model'
        ? modelEdit({ id: output, name })
        : datasetEdit({ id: output, name, source: { kind: 'managed' } }),
    );
    outputs[role.id] = [...(outputs[role.id] ?? []), output];
    places[output] = {
      ...{ x: place.x + sizes.recipe.width + AHEAD, y: place.y + index * 88 - (wanted.length - 1) * 44 },
      type: role.accepts === 'model' ? 'model' : 'dataset',
    };
  }
  const recipe: Recipe = {
    id,
    name: first ? `${kind.label} ${stem}`.slice(0, NAME_LENGTH) : kind.label,
    kind: kind.id,
    version: kind.version,
    inputs,
    outputs,
    settings: structuredClone(kind.defaults),
  };
  const free = inFreeSpace(project, places, { reader: id, reads: Object.values(inputs).flat() });
  return { edits: [recipeEdit(recipe), ...made, layoutEdit(project, free)], id };
}

type Placed = { x: number; y: number; type: NodeType };

/** The wanted places of new nodes, moved together: `reader` right of what it reads, and none on top of what stands there. */
function inFreeSpace(
  project: Project,
  wanted: Readonly<Record<string, Placed>>,
  { reader, reads }: { reader: string; reads: readonly string[] },
): Places {
  const now = completePlaces(graphOf(project), project.layout.nodes);
  const ends = reads.flatMap((one) => (now[one] ? [now[one].x + sizes[typeOf(project, one) ?? 'dataset'].width] : []));
  const right = shiftRight(wanted[reader]?.x ?? 0, ends);
  const rooms = Object.values(wanted).map(({ type, x, y }) => roomOf(type, { x: x + right, y }));
  const by = freeShift(rooms, standing(project, now));
  return Object.fromEntries(
    Object.entries(wanted).map(([id, { x, y }]) => [id, { x: Math.round(x + right + by.x), y: Math.round(y + by.y) }]),
  );
}

const past: Record<string, string> = {
  prepare: 'prepared',
  join: 'joined',
  group: 'grouped',
  stack: 'stacked',
  sort: 'sorted',
  split: 'split',
  score: 'scored',
  evaluate: 'evaluated',
  train: 'model',
  sync: 'copy',
  sample: 'sample',
};
const pastOf = (kind: string): string => past[kind] ?? kind.replaceAll('-', '_');

const made = new RegExp(`(?<=.)_(${Object.values(past).join('|')}|grouped|window|distinct|top_n)(_\\d+)?$`);
/** A name without what earlier recipes added: what comes after `orders_prepared` is `orders_joined`. */
const stemOf = (name: string): string => name.replace(made, '');

/** Deletes nodes and every wire to them. Recipes that lose a connection stay. */
export function deleteNodes(project: Project, ids: readonly string[]): Edit[] {
  const gone = new Set(ids);
  const edits: Edit[] = [];
  for (const recipe of Object.values(project.recipes)) {
    if (gone.has(recipe.id)) continue;
    const ports = [...Object.values(recipe.inputs), ...Object.values(recipe.outputs)].flat();
    if (ports.some((id) => gone.has(id))) edits.push(recipeEdit(disconnected(recipe, gone)));
  }
  for (const id of ids) {
    if (project.recipes[id]) edits.push({ family: 'recipes', id, value: null });
    if (project.datasets[id]) edits.push({ family: 'datasets', id, value: null });
    if (project.models[id]) edits.push({ family: 'models', id, value: null });
    if (project.quality[id]) edits.push({ family: 'quality', id, value: null });
    if (project.statistics[id]) edits.push({ family: 'statistics', id, value: null });
  }
  const nodes = Object.fromEntries(Object.entries(project.layout.nodes).filter(([id]) => !gone.has(id)));
  const zones = Object.values(project.layout.zones ?? {});
  if (ids.some((id) => project.layout.nodes[id]) || zones.some((zone) => zone.nodes.some((id) => gone.has(id)))) {
    const left = zones.map((zone) => ({ ...zone, nodes: zone.nodes.filter((id) => !gone.has(id)) }));
    edits.push({ family: 'layout', id: '-', value: { ...withZones(project, left), nodes } });
  }
  return edits;
}

/** Tags and notes of a node; empty ones are left out of its file. */
export function annotate(project: Project, id: string, change: { tags?: string[]; notes?: string }): Edit[] {
  const changed = <T extends Dataset | Recipe | Model>(one: T): T => {
    const { tags, notes, ...rest } = { ...one, ...change };
    return { ...rest, ...(notes?.trim() && { notes }), ...(tags?.length && { tags }) } as T;
  };
  const [recipe, dataset, model] = [project.recipes[id], project.datasets[id], project.models[id]];
  if (recipe) return [recipeEdit(changed(recipe))];
  if (dataset) return [datasetEdit(changed(dataset))];
  return model ? [modelEdit(changed(model))] : [];
}

/** Gives a node another name; its id stays. */
export function renameNode(project: Project, id: string, name: string): Edit[] {
  const [recipe, dataset, model] = [project.recipes[id], project.datasets[id], project.models[id]];
  if (recipe) return [recipeEdit({ ...recipe, name })];
  if (dataset) return [datasetEdit({ ...dataset, name })];
  return model ? [modelEdit({ ...model, name })] : [];
}
