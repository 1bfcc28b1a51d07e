import type { CatalogKind, Role } from '../../nodes/contract/catalog.ts';
import type { Project, Recipe } from '../../nodes/contract/project/index.ts';
import { graphOf, leadsTo, sourcesOf, typeOf } from './graph.ts';

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
  const graph = graphOf(project);
  const isWritten = sourcesOf(graph, other).length > 0 || project.datasets[other]?.source.kind === 'files';
  if (!intoRecipe && isWritten) return null;
  if (leadsTo(graph, wire.target, wire.source)) return null;
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

/** What a wire or a new recipe continues from: data and models themselves, of a recipe its first output. */
export const continued = (project: Project, id: string): string | null => {
  const recipe = project.recipes[id];
  return recipe ? (Object.values(recipe.outputs).flat()[0] ?? null) : typeOf(project, id) ? id : null;
};

/** How many recipes of each kind a project has. */
export function timesUsed(project: Project): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { kind } of Object.values(project.recipes)) uses.set(kind, (uses.get(kind) ?? 0) + 1);
  return uses;
}

/**
 * Kinds that can continue from some data and models, those first that need no other input, then those used most in the
 * project; all kinds from nothing.
 */
export function kindsAfter(project: Project, kinds: readonly CatalogKind[], from: readonly string[]): CatalogKind[] {
  const uses = timesUsed(project);
  const types = from.map((id) => typeOf(project, id));
  const fitting = kinds.flatMap((kind) => {
    const missing = missingInputs(kind.inputs ?? [], types);
    return missing === null ? [] : [{ kind, missing: from.length > 0 ? missing : 0 }];
  });
  return fitting
    .map((one, index) => ({ ...one, index, used: uses.get(one.kind.id) ?? 0 }))
    .sort((a, b) => a.missing - b.missing || b.used - a.used || a.index - b.index)
    .map(({ kind }) => kind);
}

/** How many inputs are missing when these are connected; null when one of them has no place. */
function missingInputs(roles: readonly Role[], types: readonly (string | null)[]): number | null {
  const free = roles.map((role) => ({ ...role, used: 0 }));
  for (const type of types) {
    const role = free.find((one) => one.accepts === type && one.used < one.max);
    if (!role) return null;
    role.used += 1;
  }
  return free.reduce((sum, { min, used }) => sum + Math.max(0, min - used), 0);
}
