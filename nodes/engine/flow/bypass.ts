import { bypassOf } from '../../contract/bypass.ts';
import { fail } from '../../contract/errors/index.ts';
import type { Recipe } from '../../contract/project/index.ts';
import { inputOf, scanOf } from '../recipes/columns.ts';
import type { RecipeKind } from '../recipes/recipe-kind.ts';
import type { Plan } from '../sql/plan.ts';

/**
 * A bypassed recipe as the flow plans it: its first data input alone, copied to its only output, whatever its settings say.
 * The kind keeps its identity, so its results are told apart from those of other kinds. FLOW_BYPASS_REFUSED.
 */
export function bypassed(recipe: Recipe, kind: RecipeKind): { recipe: Recipe; kind: RecipeKind } {
  const { role, reason } = bypassOf(recipe, kind);
  if (!role) throw fail('FLOW_BYPASS_REFUSED', { recipe: recipe.name, reason });
  const first = recipe.inputs[role.id]?.slice(0, 1) ?? [];
  const output = kind.outputs[0]?.id ?? 'output';
  const copy = (context: Parameters<RecipeKind['check']>[1]): Record<string, Plan[]> => ({
    [output]: [scanOf(inputOf(context, role.id))],
  });
  const { run, ...rest } = kind;
  return {
    recipe: { ...recipe, inputs: { [role.id]: first } },
    kind: {
      ...rest,
      inputs: [{ ...role, min: 1, max: 1 }],
      parse: () => ({ bypassed: true }),
      check: () => [],
      plan: (_, context) => copy(context),
      outputSchema: (_, context) => ({ [output]: [inputOf(context, role.id).schema] }),
      review: () => [],
    },
  };
}
