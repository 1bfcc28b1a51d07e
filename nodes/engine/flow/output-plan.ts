import { fail } from '../../contract/errors/index.ts';
import type { RecipeContext } from '../recipes/recipe-kind.ts';
import type { Plan } from '../sql/plan.ts';
import type { RecipeStatus } from './status.ts';

/** The plan of one output of a checked recipe, by default of the first. NOT_FOUND. */
export function outputPlan(result: RecipeStatus, context: RecipeContext, output: string | undefined): Plan {
  const plans = result.kind?.plan?.(result.settings ?? {}, context) ?? {};
  for (const [role, ids] of Object.entries(result.recipe.outputs))
    for (const [index, id] of ids.entries()) {
      const plan = plans[role]?.[index];
      if (plan && (output === undefined || output === id)) return plan;
    }
  const first = Object.values(plans)[0]?.[0];
  if (first && output === undefined) return first;
  throw fail('NOT_FOUND', { kind: 'output', id: output ?? '', suggestion: '' });
}
