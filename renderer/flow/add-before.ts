import type { CatalogKind, Role } from '../../nodes/contract/catalog.ts';
import type { Edit, Project, Recipe } from '../../nodes/contract/project/index.ts';
import { applyEdits } from '../state/apply-edits.ts';
import { completePlaces } from './complete-places.ts';
import { connected, connectionOf, type Kinds, timesUsed } from './connect-rules.ts';
import { addRecipe, layoutEdit, recipeEdit } from './edits.ts';
import { AHEAD, freeShift, roomOf, shiftLeft, standing } from './free-place.ts';
import { graphOf, type NodeType, sizes, sourcesOf, typeOf } from './graph.ts';
import type { Places } from './layout.ts';

type Point = { x: number; y: number };

/** What can come before a node, the best first. */
export interface Before {
  /** Datasets and models of the project that it can read. */
  data: readonly string[];
  /** Recipes that can write it, or something that it can read. */
  kinds: readonly CatalogKind[];
  /** Data that are added now can be read by it. */
  files: boolean;
}

interface Wanted {
  type: Role['accepts'];
  /** It cannot run without. */
  needed: boolean;
}

/** What the free inputs of a node take, what it cannot do without first. Data and models that nothing writes are written. */
function wantedBy(project: Project, kinds: Kinds, id: string): Wanted[] {
  const recipe = project.recipes[id];
  if (recipe) {
    const free = (kinds.get(recipe.kind)?.inputs ?? []).flatMap(({ id: role, accepts: type, min, max }) => {
      const count = recipe.inputs[role]?.length ?? 0;
      return count < max ? [{ type, needed: count < min }] : [];
    });
    return free.sort((a, b) => Number(b.needed) - Number(a.needed));
  }
  const type = typeOf(project, id);
  if (!type || type === 'recipe' || project.datasets[id]?.source.kind === 'files') return [];
  return sourcesOf(graphOf(project), id).length > 0 ? [] : [{ type, needed: true }];
}

/** Whether anything can come before a node: a recipe with a free input, data or a model that nothing writes. */
export const takesBefore = (project: Project, kinds: Kinds, id: string): boolean =>
  wantedBy(project, kinds, id).length > 0;

const roleFor = (kind: CatalogKind, type: Role['accepts']): Role | undefined =>
  kind.outputs?.find((role) => role.accepts === type && role.min > 0);

/** What can come before a node; null when it takes nothing more. */
export function fittingBefore(project: Project, kinds: Kinds, id: string): Before | null {
  const wanted = wantedBy(project, kinds, id);
  if (wanted.length === 0) return null;
  const uses = timesUsed(project);
  const fitting = [...kinds.values()].flatMap((kind, index) => {
    const at = wanted.findIndex(({ type }) => roleFor(kind, type));
    if (at < 0) return [];
    const missing = (kind.inputs ?? []).reduce((sum, { min }) => sum + min, 0);
    return [{ kind, index, missing, unneeded: wanted[at]?.needed ? 0 : 1, used: uses.get(kind.id) ?? 0 }];
  });
  fitting.sort((a, b) => a.unneeded - b.unneeded || a.missing - b.missing || b.used - a.used || a.index - b.index);
  return {
    data: project.recipes[id] ? dataFor(project, kinds, { id, wanted }) : [],
    kinds: fitting.map(({ kind }) => kind),
    files: project.recipes[id] !== undefined && wanted.some(({ type }) => type === 'dataset'),
  };
}

/** Data and models that a recipe can take; what it cannot run without and what nothing reads yet first. */
function dataFor(project: Project, kinds: Kinds, { id, wanted }: { id: string; wanted: readonly Wanted[] }): string[] {
  const read = new Set(Object.values(project.recipes).flatMap(({ inputs }) => Object.values(inputs).flat()));
  const rank = (one: string) => {
    const type = project.models[one] ? 'model' : 'dataset';
    return (wanted.find((want) => want.type === type)?.needed ? 0 : 2) + (read.has(one) ? 1 : 0);
  };
  return [...Object.keys(project.datasets), ...Object.keys(project.models)]
    .filter((one) => connectionOf(project, kinds, { source: one, target: id }) !== null)
    .map((one, index) => ({ one, index, rank: rank(one) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ one }) => one);
}

interface NewBefore {
  kind: CatalogKind;
  /** The node that is to read what the recipe writes, or to be written by it. */
  before: string;
  /** Middle of what stands directly before it: the recipe, or what the recipe writes. */
  at: Point;
}

/**
 * Edits that put a new recipe before a node: it writes the dataset or model, or writes something new that becomes an input of
 * the recipe there. Null when it does not fit.
 */
export function addBefore(project: Project, kinds: Kinds, wanted: NewBefore): { edits: Edit[]; id: string } | null {
  const { kind, before } = wanted;
  const type = wantedBy(project, kinds, before).find((one) => roleFor(kind, one.type))?.type;
  const role = type && roleFor(kind, type);
  if (!role) return null;
  const intoRecipe = project.recipes[before] !== undefined;
  const made = addRecipe(project, { kind, from: intoRecipe ? [] : [before], at: { x: 0, y: 0 } });
  const recipe = { ...(made.edits[0]?.value as Recipe), inputs: {} };
  const [output = '', ...others] = recipe.outputs[role.id] ?? [];
  const own = made.edits.slice(1).filter(({ family, id }) => family !== 'layout' && (intoRecipe || id !== output));
  const writes = { ...recipe.outputs, [role.id]: [intoRecipe ? output : before, ...others] };
  const edits = [recipeEdit({ ...recipe, outputs: writes }), ...own];
  const wire = intoRecipe ? connectionOf(applyEdits(project, edits), kinds, { source: output, target: before }) : null;
  if (intoRecipe && !wire) return null;
  if (wire) edits.push(recipeEdit(connected(wire)));
  const places = chainBefore(project, applyEdits(project, edits), wanted);
  return { edits: [...edits, layoutEdit(project, places)], id: recipe.id };
}

/** Places for the new recipe and what it writes, together left of the node they come before, in free space. */
function chainBefore(project: Project, after: Project, { before, at }: NewBefore): Places {
  const fresh = graphOf(after).nodes.filter(({ id }) => !typeOf(project, id));
  const outputs = fresh.filter(({ type }) => type !== 'recipe');
  const isFirst = project.recipes[before] !== undefined;
  const front: NodeType = isFirst ? (outputs[0]?.type ?? 'dataset') : 'recipe';
  const corner = { x: at.x - sizes[front].width / 2, y: at.y - sizes[front].height / 2 };
  const x = isFirst ? corner.x - AHEAD - sizes.recipe.width : corner.x;
  const places: Record<string, Placed> = {};
  for (const { id, type } of fresh) if (type === 'recipe') places[id] = { x, y: corner.y, type };
  for (const [index, { id, type }] of outputs.entries()) {
    const row = isFirst ? index : index + 1;
    places[id] = { x: x + sizes.recipe.width + AHEAD, y: corner.y + row * 88, type };
  }
  const fronts = isFirst ? outputs.map(({ id }) => id) : fresh.flatMap(({ id, type }) => (type === 'recipe' ? id : []));
  return leftInFreeSpace(project, places, { before, fronts });
}

type Placed = Point & { type: NodeType };

/** Places of new nodes, moved together: those that lead to `before` left of it, and none on top of what stands there. */
export function leftInFreeSpace(
  project: Project,
  wanted: Readonly<Record<string, Placed>>,
  { before, fronts }: { before: string; fronts: readonly string[] },
): Places {
  const now = completePlaces(graphOf(project), project.layout.nodes);
  const ends = fronts.flatMap((id) => (wanted[id] ? [wanted[id].x + sizes[wanted[id].type].width] : []));
  const left = now[before] ? shiftLeft(ends, now[before].x) : 0;
  const rooms = Object.values(wanted).map(({ type, x, y }) => roomOf(type, { x: x + left, y }));
  const by = freeShift(rooms, standing(project, now), ['down', 'up', 'left']);
  return Object.fromEntries(
    Object.entries(wanted).map(([id, { x, y }]) => [id, { x: Math.round(x + left + by.x), y: Math.round(y + by.y) }]),
  );
}

/** Edits that place new datasets left of a recipe, one below the other, and connect as many of them as it takes. */
export function dataBefore(
  project: Project,
  kinds: Kinds,
  { made, before, at }: { made: readonly Edit[]; before: string; at: Point },
): Edit[] {
  const ids = made.map(({ id }) => id);
  const wanted = ids.map((id, row): [string, Placed] => [id, { x: at.x, y: at.y + row * 88, type: 'dataset' }]);
  const edits: Edit[] = [
    layoutEdit(project, leftInFreeSpace(project, Object.fromEntries(wanted), { before, fronts: ids })),
  ];
  let now = applyEdits(project, made);
  for (const source of ids) {
    const wire = connectionOf(now, kinds, { source, target: before });
    if (wire) now = applyEdits(now, [recipeEdit(connected(wire))]);
  }
  const recipe = now.recipes[before];
  return recipe && recipe !== project.recipes[before] ? [...edits, recipeEdit(recipe)] : edits;
}
