import { z } from 'zod';
import type { Schema } from '../../contract/schema.ts';
import { inputOf, requireDistinct } from './columns.ts';
import { scoreLineage } from './model-lineage.ts';
import { defineRecipe, type RecipeContext } from './recipe-kind.ts';
import { modelInput, oneInput, oneOutput } from './roles.ts';
import { addedColumns, requireFeatures, scoreRows } from './score-rows.ts';

function outputColumns(settings: { prefix: string }, context: RecipeContext): Schema {
  const input = inputOf(context);
  const model = context.models.model?.[0];
  requireFeatures(model?.spec ?? null, input.schema);
  const added = addedColumns(model?.spec?.task ?? model?.task, model?.spec ?? null, settings.prefix);
  requireDistinct(
    [...input.schema, ...added].map((column) => column.name),
    'Score',
  );
  return [...input.schema, ...added];
}

export const scoreRecipe = defineRecipe({
  id: 'score',
  version: 1,
  label: 'Score',
  category: 'model',
  icon: 'target-arrow',
  keywords: ['predict', 'apply', 'model', 'probability', 'flag'],
  help: 'Applies the active version of a model: adds the prediction, its probability and, for two classes, whether the row is flagged.',
  settings: z.object({
    /** Put before the names of the added columns. */
    prefix: z.string().default(''),
  }),
  form: [{ fields: [{ key: 'prefix', label: 'Prefix of the added columns', widget: 'text' }] }],
  inputs: [...oneInput, modelInput],
  outputs: oneOutput,
  outputSchema: (settings, context) => ({ output: [outputColumns(settings, context)] }),
  lineage: ({ prefix }, context) => {
    const model = context.models.model?.[0];
    const added = addedColumns(model?.spec?.task ?? model?.task, model?.spec ?? null, prefix);
    return scoreLineage(
      added.map(({ name }) => name),
      context,
    );
  },
  async run({ prefix }, run) {
    const { session, signal, progress } = run;
    const modelFiles = await run.modelFiles('model');
    const numbered = await run.numbered('input');
    const { schema } = run.relation('input');
    const input = { session, signal, progress, numbered, schema, modelFiles, prefix, dataset: inputOf(run).name };
    await scoreRows(input, (select) => run.writeRows('output', select)).finally(numbered.drop);
  },
  cases: [
    {
      title: 'an added column may not hide one of the input',
      settings: {},
      inputs: { input: [{ schema: [{ name: 'Prediction', type: 'string' }], rows: [] }] },
      expect: { error: 'RECIPE_COLUMN_TWICE' },
    },
  ],
});
