/**
 * Deals features to threads so that their costs are about equal: the dearest first, each to the thread that has least (longest processing
 * time first, Graham 1969). Returns for each feature its thread, −1 where the cost is 0.
 */
export function dealFeatures(costs: readonly number[], threads: number): number[] {
  const loads = new Float64Array(threads);
  const owners = costs.map(() => -1);
  const order = costs.map((_, feature) => feature).filter((feature) => costs[feature]! > 0);
  order.sort((a, b) => costs[b]! - costs[a]! || a - b);
  for (const feature of order) {
    const thread = loads.indexOf(Math.min(...loads));
    owners[feature] = thread;
    loads[thread]! += costs[feature]!;
  }
  return owners;
}
