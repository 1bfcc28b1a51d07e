import type { Plan } from '../sql/plan.ts';
import type { FlowStatus } from './status.ts';

/** How each dataset is made by a query: dataset → plan over the datasets its recipe reads. Recipes that run code have none. */
export function flowPlans(status: FlowStatus): ReadonlyMap<string, Plan> {
  const plans = new Map<string, Plan>();
  for (const { recipe, kind, settings, context, problems } of status.recipes.values()) {
    if (!kind?.plan || !settings || !context || problems.some((problem) => problem.severity === 'error')) continue;
    const made = kind.plan(settings, context);
    for (const [role, ids] of Object.entries(recipe.outputs))
      for (const [index, id] of ids.entries()) {
        const plan = made[role]?.[index];
        if (plan) plans.set(id, plan);
      }
  }
  return plans;
}
