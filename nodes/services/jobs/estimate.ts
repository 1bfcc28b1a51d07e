import type { BuildPlan, LastRun } from '../../contract/flow.ts';
import { parallelRecipes } from '../../engine/flow/runner.ts';

/** The plan with what the last run of each recipe took, and from that how long all of it may take. */
export function withLastRuns(plan: BuildPlan, runs: ReadonlyMap<string, LastRun>): BuildPlan {
  const activities = plan.activities.map((one) => ({ ...one, last: runs.get(one.recipe) ?? null }));
  return { ...plan, activities, estimateMs: estimate(activities) };
}

/** As the runner does it: in order, so many at a time, each when all that it waits for has ended. Null when one has never run. */
function estimate(activities: BuildPlan['activities']): number | null {
  const free = Array.from({ length: parallelRecipes }, () => 0);
  const ends = new Map<string, number>();
  for (const { recipe, after, last } of activities) {
    if (!last) return null;
    const ready = Math.max(0, ...after.map((before) => ends.get(before) ?? 0));
    const place = free.indexOf(Math.min(...free));
    const end = Math.max(ready, free[place] ?? 0) + last.ms;
    free[place] = end;
    ends.set(recipe, end);
  }
  return Math.max(0, ...ends.values());
}
