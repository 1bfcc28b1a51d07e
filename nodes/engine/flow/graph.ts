import { topologicalOrder } from '../../base/graph.ts';
import type { Project, Recipe } from '../../contract/project/index.ts';

/** The wiring of a project: who makes what of what. Node ids are those of datasets and models. */
export interface FlowGraph {
  /** Node → recipe that writes it. */
  producers: ReadonlyMap<string, string>;
  /** Node → all recipes that write it, where they are more than one. */
  contested: ReadonlyMap<string, readonly string[]>;
  /** Recipe → recipes whose outputs it reads. */
  upstream: ReadonlyMap<string, readonly string[]>;
  /** Recipe → recipes that read its outputs. */
  downstream: ReadonlyMap<string, readonly string[]>;
  /** Recipes, each after all it depends on; those of a cycle are left out. */
  order: readonly string[];
  /** A cycle as ids, first = last. */
  cycle: readonly string[] | undefined;
}

export function inputNodes(recipe: Recipe): string[] {
  return Object.values(recipe.inputs).flat();
}

export function outputNodes(recipe: Recipe): string[] {
  return Object.values(recipe.outputs).flat();
}

export function buildGraph(project: Project): FlowGraph {
  const writers = new Map<string, string[]>();
  for (const recipe of Object.values(project.recipes))
    for (const node of outputNodes(recipe)) writers.set(node, [...(writers.get(node) ?? []), recipe.id]);
  const producers = new Map([...writers].map(([node, recipes]) => [node, recipes[0]!]));
  const upstream = new Map<string, string[]>();
  const downstream = new Map<string, string[]>();
  for (const recipe of Object.values(project.recipes)) {
    const before = new Set(inputNodes(recipe).flatMap((node) => writers.get(node) ?? []));
    upstream.set(recipe.id, [...before]);
    for (const other of before) downstream.set(other, [...(downstream.get(other) ?? []), recipe.id]);
  }
  const sorted = orderWithoutCycles(upstream);
  return {
    producers,
    contested: new Map([...writers].filter(([, recipes]) => recipes.length > 1)),
    upstream,
    downstream,
    ...sorted,
  };
}

/** Recipes that lie on a cycle, or behind one, cannot run; the others still can. */
function orderWithoutCycles(upstream: Map<string, string[]>): Pick<FlowGraph, 'order' | 'cycle'> {
  let first: string[] | undefined;
  const remaining = new Map(upstream);
  for (;;) {
    const sorted = topologicalOrder(remaining);
    if ('order' in sorted) return { order: sorted.order.filter((recipe) => remaining.has(recipe)), cycle: first };
    first ??= sorted.cycle;
    const blocked = new Set(sorted.cycle);
    for (let size = -1; size !== blocked.size; ) {
      size = blocked.size;
      for (const [recipe, before] of remaining) if (before.some((each) => blocked.has(each))) blocked.add(recipe);
    }
    for (const recipe of blocked) remaining.delete(recipe);
    for (const [recipe, before] of remaining)
      remaining.set(
        recipe,
        before.filter((each) => remaining.has(each)),
      );
  }
}
