import type { Role } from '../../nodes/contract/catalog.ts';
import type { Edit, Project, Recipe } from '../../nodes/contract/project/index.ts';
import { completePlaces } from './complete-places.ts';
import { connected, type Kinds } from './connect-rules.ts';
import { addRecipe, layoutEdit, recipeEdit } from './edits.ts';
import { freeName, plainName, takenNames } from './free-name.ts';
import { freeShift, roomOf, standing } from './free-place.ts';
import { type GraphEdge, graphOf, reach, sizes, takenIds, typeOf } from './graph.ts';
import { freeId } from './ids.ts';
import type { Places } from './layout.ts';

/** What is put into a wire: a new recipe of a kind, or a recipe of the flow that reads nothing yet. */
export type Spliced = { kind: string } | { recipe: string };

const GAP = 28;
const dataRole = (roles: readonly Role[] = []): Role | undefined =>
  roles.find((role) => role.accepts === 'dataset' && role.max > 0);

/** The recipe at one end of a wire with `from` replaced by `to` on that side. */
function rewired(recipe: Recipe, wire: GraphEdge, [from, to]: [string, string]): Recipe {
  const side = wire.source === recipe.id ? 'outputs' : 'inputs';
  const list = recipe[side][wire.role] ?? [];
  return { ...recipe, [side]: { ...recipe[side], [wire.role]: list.map((id) => (id === from ? to : id)) } };
}

interface Part {
  recipe: Recipe;
  /** The dataset between the recipe and its new neighbour. */
  between: string;
  /** Edits that make what is new. */
  made: Edit[];
}

/** The recipe to put in, without inputs, and the dataset it will write. */
function partOf(project: Project, kinds: Kinds, what: Spliced, stem: string): Part | null {
  if ('kind' in what) {
    const kind = kinds.get(what.kind);
    if (!kind) return null;
    const made = addRecipe(project, { kind, from: [stem], at: { x: 0, y: 0 } });
    const recipe = made.edits[0]?.value as Recipe;
    const role = dataRole(kind.outputs);
    const between = role ? recipe.outputs[role.id]?.[0] : undefined;
    const edits = made.edits.filter(({ family, id }) => family !== 'layout' && id !== recipe.id);
    return between ? { recipe: { ...recipe, inputs: {} }, between, made: edits } : null;
  }
  const recipe = project.recipes[what.recipe];
  if (!recipe || Object.values(recipe.inputs).flat().length > 0) return null;
  const between = Object.values(recipe.outputs)
    .flat()
    .find((id) => project.datasets[id]);
  return between ? { recipe, between, made: [] } : null;
}

const isRead = (project: Project, id: string) =>
  Object.values(project.recipes).some((recipe) => Object.values(recipe.inputs).flat().includes(id));

/**
 * Edits that put a recipe into a wire, in order of the flow `source → recipe → target`; what follows moves right to make
 * room. Null when it cannot stand there: a wire of a model, a recipe that takes no dataset, already connected, or a loop.
 */
export function splice(
  project: Project,
  kinds: Kinds,
  { wire: wireId, what }: { wire: string; what: Spliced },
): { edits: Edit[]; id: string } | null {
  const graph = graphOf(project);
  const wire = graph.edges.find(({ id }) => id === wireId);
  if (!wire) return null;
  const atInput = typeOf(project, wire.target) === 'recipe';
  const data = atInput ? wire.source : wire.target;
  const end = project.recipes[atInput ? wire.target : wire.source];
  if (!end || !project.datasets[data]) return null;
  const part = partOf(project, kinds, what, data);
  const kind = part && kinds.get(part.recipe.kind);
  const role = dataRole(kind?.inputs);
  if (!part || !role || part.recipe.id === end.id || part.between === data) return null;
  if (
    reach(graph, [part.recipe.id], 'down').has(wire.source) ||
    reach(graph, [wire.target], 'down').has(part.recipe.id)
  )
    return null;
  const { recipe, made } = part;
  const before = atInput || 'recipe' in what ? null : freeId(`${data}_before_${what.kind}`, takenIds(project));
  const between = before ?? part.between;
  if (!atInput && isRead(project, between)) return null;
  const writes = atInput ? recipe : swapOutput(recipe, part.between, data);
  const reads = connected({ recipe: writes, side: 'inputs', role: role.id, other: atInput ? data : between });
  const created = before ? [...made.filter(({ id }) => id !== part.between), newData(project, before)] : made;
  const edits = [...created, recipeEdit(reads), recipeEdit(rewired(end, wire, [data, between]))];
  const chain = atInput
    ? [wire.source, recipe.id, between, wire.target]
    : [wire.source, between, recipe.id, wire.target];
  return { edits: [...edits, layoutEdit(project, room(project, chain))], id: recipe.id };
}

const newData = (project: Project, id: string): Edit => ({
  family: 'datasets',
  id,
  value: { id, name: freeName(plainName(id), takenNames(project)), source: { kind: 'managed' } },
});

const swapOutput = (recipe: Recipe, from: string, to: string): Recipe => ({
  ...recipe,
  outputs: Object.fromEntries(
    Object.entries(recipe.outputs).map(([role, ids]) => [role, ids.map((id) => (id === from ? to : id))]),
  ),
});

/** Places for a chain of nodes in one row from its first; its last node and all after it move right when they must. */
function room(project: Project, [first = '', second = '', third = '', last = '']: string[]): Places {
  const graph = graphOf(project);
  const places = completePlaces(graph, project.layout.nodes);
  const start = places[first] ?? { x: 0, y: 0 };
  const beforeRecipe = typeOf(project, first) !== 'recipe';
  const widths = beforeRecipe
    ? [sizes.dataset.width, sizes.recipe.width, sizes.dataset.width]
    : [sizes.recipe.width, sizes.dataset.width, sizes.recipe.width];
  const moved: Places = {};
  let x = start.x;
  for (const [index, id] of [first, second, third].entries()) {
    if (index > 0) moved[id] = { x, y: start.y };
    x += (widths[index] ?? 0) + GAP;
  }
  const push = x - (places[last]?.x ?? x);
  if (push > 0) {
    for (const id of [last, ...reach(graph, [last], 'down')]) {
      const place = places[id];
      if (place && !moved[id]) moved[id] = { x: place.x + push, y: place.y };
    }
  }
  return clear(project, { ...places, ...moved }, { moved, ids: [second, third] });
}

/** The moved places with those of the new part further down, where it would cover something. */
function clear(project: Project, places: Places, { moved, ids }: { moved: Places; ids: readonly string[] }): Places {
  const others = Object.fromEntries(Object.entries(places).filter(([id]) => !ids.includes(id)));
  const rooms = ids.flatMap((id) => (moved[id] ? [roomOf(typeOf(project, id) ?? 'dataset', moved[id])] : []));
  const by = freeShift(rooms, standing(project, others), ['down']);
  const lower = ids.flatMap((id) => (moved[id] ? [[id, { ...moved[id], y: moved[id].y + by.y }] as const] : []));
  return { ...moved, ...Object.fromEntries(lower) };
}
