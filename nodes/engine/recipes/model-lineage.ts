import type { LineageStep } from '../../contract/lineage.ts';
import type { TrainSettings } from '../../contract/model.ts';
import {
  type Made,
  type RelationLineage,
  ROWS,
  type Sources,
  sourceOf,
  steps,
  unite,
  WHOLE,
} from '../expr/lineage/relation-lineage.ts';
import { inputOf } from './columns.ts';
import type { RecipeContext } from './recipe-kind.ts';

const step = (kind: string, text: string): LineageStep => ({ kind, text, step: null });

/** A trained model is made of its features and its target; the rows it saw and the time they were split by decide which. */
export function trainLineage(settings: TrainSettings, context: RecipeContext): Record<string, RelationLineage[]> {
  const { id, schema } = inputOf(context);
  const rejected = new Set(settings.features?.filter(({ use }) => use === 'reject').map(({ column }) => column));
  const used = schema.map(({ name }) => name).filter((name) => name === settings.target || !rejected.has(name));
  const split = settings.split.kind === 'time' ? sourceOf(id, settings.split.column, 'rows') : new Map();
  const sources = unite(...used.map((name) => sourceOf(id, name)), split, sourceOf(id, ROWS, 'rows'));
  const features = used.filter((name) => name !== settings.target).length;
  const how = [step('train', `trained to predict ${settings.target} from ${features} columns`)];
  const made: Made = { sources, how };
  return { model: [{ columns: new Map([[WHOLE, made]]), rows: made }] };
}

/** Columns of the input that the model looks at; all while that is not known. */
function featureSources(context: RecipeContext, more: readonly string[] = []): Sources {
  const { id, schema } = inputOf(context);
  const spec = context.models.model?.[0]?.spec;
  const names = spec ? [...spec.columns.map(({ name }) => name), ...more] : schema.map(({ name }) => name);
  const present = names.filter((name) => schema.some((column) => column.name === name));
  return unite(...present.map((name) => sourceOf(id, name)));
}

function modelSources(context: RecipeContext): Sources {
  return unite(...(context.models.model ?? []).map((model) => sourceOf(model.id, WHOLE)));
}

/** Scoring keeps every column and adds those that the model makes. */
export function scoreLineage(added: readonly string[], context: RecipeContext): Record<string, RelationLineage[]> {
  const { id, schema } = inputOf(context);
  const kept = schema.map(({ name }): [string, Made] => [name, { sources: sourceOf(id, name), how: [] }]);
  const sources = unite(featureSources(context), modelSources(context));
  const how = [step('score', `predicted by the model “${context.models.model?.[0]?.name ?? ''}”`)];
  const made = added.map((name): [string, Made] => [name, { sources, how }]);
  const rows = { sources: sourceOf(id, ROWS, 'rows'), how: [] };
  return { output: [{ columns: new Map([...kept, ...made]), rows }] };
}

/** Every figure is made of the features, the target and the model, over all rows. */
export function evaluateLineage(figures: readonly string[], context: RecipeContext): Record<string, RelationLineage[]> {
  const { id } = inputOf(context);
  const target = context.models.model?.[0]?.spec?.target;
  const features = featureSources(context, target === undefined ? [] : [target]);
  const sources = unite(features, modelSources(context), sourceOf(id, ROWS));
  const how = steps([step('evaluate', `measured with the model “${context.models.model?.[0]?.name ?? ''}”`)]);
  const columns = figures.map((name): [string, Made] => [name, { sources, how }]);
  return { output: [{ columns: new Map(columns), rows: { sources: sourceOf(id, ROWS, 'rows'), how: [] } }] };
}
