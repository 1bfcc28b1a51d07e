import { canonicalJson } from '../../../base/canonical-json.ts';
import { lineageOfPlan } from '../../expr/lineage/plan-lineage.ts';
import { type Made, type RelationLineage, ROWS, sourceOf, unite, WHOLE } from '../../expr/lineage/relation-lineage.ts';
import type { FlowStatus, RecipeStatus } from '../status.ts';

/** Output node of a recipe → where its columns come from, by input node. */
export type RecipeLineage = ReadonlyMap<string, RelationLineage>;

interface Kept {
  key: string;
  lineage: RecipeLineage;
}

/** Lineage of recipes, kept while their settings and the columns they read stay the same. */
export class LineageCache {
  private readonly kept = new Map<string, Kept>();

  /** Empty for a recipe with errors: nothing can be said of it. */
  of(id: string, status: FlowStatus): RecipeLineage {
    const result = status.recipes.get(id);
    if (!result || isFaulty(result)) return none;
    const key = keyOf(result);
    const known = this.kept.get(id);
    if (known?.key === key) return known.lineage;
    const lineage = lineageOfRecipe(result);
    this.kept.set(id, { key, lineage });
    return lineage;
  }

  /** Forgets recipes that are no longer there. */
  keepOnly(recipes: ReadonlyMap<string, unknown>): void {
    for (const id of this.kept.keys()) if (!recipes.has(id)) this.kept.delete(id);
  }
}

const none: RecipeLineage = new Map();

export function isFaulty({ kind, settings, context, problems }: RecipeStatus): boolean {
  return !kind || !settings || !context || problems.some(({ severity }) => severity === 'error');
}

/** Everything the lineage of a recipe depends on. */
function keyOf({ recipe, settings, context }: RecipeStatus): string {
  const models = Object.values(context?.models ?? {}).flat();
  const { kind, version, bypassed, outputs } = recipe;
  const features = models.map(({ id, spec, task }) => ({
    id,
    task,
    spec: spec && [spec.target, spec.classes, spec.columns],
  }));
  return canonicalJson({ kind, version, bypassed, outputs, settings, inputs: context?.inputs, features });
}

function lineageOfRecipe({ recipe, kind, settings, context }: RecipeStatus): RecipeLineage {
  if (!kind || !settings || !context) return none;
  const own = recipe.bypassed ? undefined : kind.lineage;
  const found = own ? own(settings, context) : kind.plan ? planned() : conservative();
  const result = new Map<string, RelationLineage>();
  for (const [role, ids] of Object.entries(recipe.outputs))
    for (const [index, id] of ids.entries()) {
      const lineage = found[role]?.[index];
      if (lineage) result.set(id, lineage);
    }
  return result;

  function planned(): Record<string, RelationLineage[]> {
    const plans = kind?.plan?.(settings ?? {}, context!) ?? {};
    return Object.fromEntries(Object.entries(plans).map(([role, list]) => [role, list.map(lineageOfPlan)]));
  }

  /** Of code nothing is known: everything may influence everything. */
  function conservative(): Record<string, RelationLineage[]> {
    const inputs = Object.values(context!.inputs).flat();
    const sources = unite(
      ...inputs.flatMap(({ id, schema }) => [
        ...schema.map(({ name }) => sourceOf(id, name)),
        sourceOf(id, ROWS, 'rows'),
      ]),
      ...Object.values(context!.models)
        .flat()
        .map(({ id }) => sourceOf(id, WHOLE)),
    );
    const made: Made = { sources, how: [{ kind: 'code', text: `computed by “${recipe.name}”`, step: null }] };
    const schemas = kind?.outputSchema(settings ?? {}, context!) ?? {};
    return Object.fromEntries(
      kind!.outputs.map(({ id: role, accepts }) => {
        const names = (index: number) =>
          accepts === 'model' ? [WHOLE] : (schemas[role]?.[index] ?? []).map(({ name }) => name);
        const list = (recipe.outputs[role] ?? []).map((_, index) => ({
          columns: new Map(names(index).map((name) => [name, made])),
          rows: { sources, how: made.how },
        }));
        return [role, list];
      }),
    );
  }
}
