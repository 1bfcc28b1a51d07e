import type { CatalogKind, Role } from '../../nodes/contract/catalog.ts';
import type { Project, Recipe } from '../../nodes/contract/project/index.ts';
import { graphOf, reach, typeOf } from './graph.ts';

export type Kinds = ReadonlyMap<string, CatalogKind>;

/** What a wire from `source` to `target` would mean. */
export interface Connection {
  recipe: Recipe;
  side: 'inputs' | 'outputs';
  role: string;
  /** The dataset or model at the other end. */
  other: string;
}

const freeRole = (roles: readonly Role[], ports: Recipe['inputs'], accepts: string): Role | undefined =>
  roles.find((role) => role.accepts === accepts && (ports[role.id]?.length ?? 0) < role.max);

const producerOf = (project: Project, id: string): Recipe | undefined =>
  Object.values(project.recipes).find((recipe) => Object.values(recipe.outputs).flat().includes(id));

/** The connection a wire would make, or null when it is not allowed: wrong type, no free role, already there, a loop. */
export function connectionOf(
  project: Project,
  kinds: Kinds,
  wire: { source: string; target: string },
): Connection | null {
  const [from, to] = [typeOf(project, wire.source), typeOf(project, wire.target)];
  if (!from || !to || (from === 'recipe') === (to === 'recipe')) return null;
  const intoRecipe = to === 'recipe';
  const recipe = project.recipes[intoRecipe ? wire.target : wire.source];
  const other = intoRecipe ? wire.source : wire.target;
  const kind = recipe && kinds.get(recipe.kind);
  if (!recipe || !kind) return null;
  const side = intoRecipe ? 'inputs' : 'outputs';
  if (Object.values(recipe[side]).flat().includes(other)) return null;
  if (!intoRecipe && (producerOf(project, other) || project.datasets[other]?.source.kind === 'files')) return null;
  if (reach(graphOf(project), [wire.target], 'down').has(wire.source)) return null;
  const role = freeRole(kind[side] ?? [], recipe[side], intoRecipe ? from : to);
  return role ? { recipe, side, role: role.id, other } : null;
}

/** The recipe with the connection made. */
export function connected({ recipe, side, role, other }: Connection): Recipe {
  const ports = recipe[side];
  return { ...recipe, [side]: { ...ports, [role]: [...(ports[role] ?? []), other] } };
}

/** The recipe without any connection to `others`. */
export function disconnected(recipe: Recipe, others: ReadonlySet<string>): Recipe {
  const without = (ports: Recipe['inputs']) =>
    Object.fromEntries(Object.entries(ports).map(([role, ids]) => [role, ids.filter((id) => !others.has(id))]));
  return { ...recipe, inputs: without(recipe.inputs), outputs: without(recipe.outputs) };
}

/** Kinds that can continue from a dataset or model; all kinds from nothing. */
export function kindsAfter(project: Project, kinds: readonly CatalogKind[], from: string | null): CatalogKind[] {
  const type = from ? typeOf(project, from) : null;
  if (!type || type === 'recipe') return [...kinds];
  return kinds.filter((kind) => kind.inputs?.some((role) => role.accepts === type));
}
