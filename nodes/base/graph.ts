/** Edges of a directed graph: node → the nodes it points to. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** The nodes in an order where each comes after all it depends on (`dependencies`: node → what it needs), or the cycle found. */
export function topologicalOrder(dependencies: Graph): { order: string[] } | { cycle: string[] } {
  const order: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];
  const visit = (node: string): string[] | undefined => {
    if (state.get(node) === 'done') return undefined;
    if (state.get(node) === 'open') return [...path.slice(path.indexOf(node)), node];
    state.set(node, 'open');
    path.push(node);
    for (const next of dependencies.get(node) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    state.set(node, 'done');
    order.push(node);
    return undefined;
  };
  for (const node of dependencies.keys()) {
    const cycle = visit(node);
    if (cycle) return { cycle };
  }
  return { order };
}

/** All nodes that can be reached from `starts` (which are included). */
export function reachable(graph: Graph, starts: Iterable<string>): Set<string> {
  const seen = new Set<string>(starts);
  const queue = [...seen];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const next of graph.get(node) ?? []) {
      if (!seen.has(next)) {
        seen.add(next);
        queue.push(next);
      }
    }
  }
  return seen;
}
