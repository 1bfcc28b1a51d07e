import { z } from 'zod';
import { fail } from '../../contract/errors/index.ts';
import type { Evaluation, Task } from '../../contract/model.ts';
import type { Schema } from '../../contract/schema.ts';
import { readFrame } from '../data/frame.ts';
import { evaluate } from '../ml/evaluate.ts';
import { createScorer } from '../ml/scorer.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { inputOf } from './columns.ts';
import { evaluateLineage } from './model-lineage.ts';
import { defineRecipe, type RecipeContext } from './recipe-kind.ts';
import { modelInput, oneInput, oneOutput } from './roles.ts';

const figures: Readonly<Record<Task, readonly string[]>> = {
  binary: ['threshold', 'auc', 'prAuc', 'logLoss', 'brier', 'accuracy', 'precision', 'recall', 'f1', 'mcc'],
  multiclass: ['accuracy', 'logLoss', 'macroF1', 'macroAuc', 'mcc'],
  regression: ['rmse', 'mae', 'medianError', 'r2'],
};

/** `prAuc` → `pr_auc`. */
const columnName = (figure: string) => figure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function columnsOf(task: Task): Schema {
  const names = ['rows', ...(task === 'binary' ? ['positives'] : [])];
  return [
    ...names.map((name) => ({ name, type: 'bigint' as const })),
    ...figures[task].map((figure) => ({ name: columnName(figure), type: 'double' as const })),
  ];
}

function valuesOf(evaluation: Evaluation): (number | null)[] {
  const counts = evaluation.task === 'binary' ? [evaluation.rows, evaluation.positives] : [evaluation.rows];
  const all: Record<string, number | null> = { ...evaluation.metrics };
  if (evaluation.task === 'binary') all.threshold = evaluation.threshold;
  return [...counts, ...figures[evaluation.task].map((figure) => all[figure] ?? null)];
}

function outputColumns(context: RecipeContext): Schema {
  const model = context.models.model?.[0];
  const target = model?.spec?.target;
  const input = inputOf(context);
  const names = input.schema.map((column) => column.name);
  if (target !== undefined && !names.includes(target)) throw fail('ML_TARGET_MISSING', { target, columns: names });
  return columnsOf(model?.spec?.task ?? model?.task ?? 'binary');
}

export const evaluateRecipe = defineRecipe({
  id: 'evaluate',
  version: 1,
  label: 'Evaluate',
  category: 'model',
  icon: 'report-analytics',
  keywords: ['metrics', 'auc', 'accuracy', 'test', 'drift', 'performance'],
  help: 'Measures the active version of a model on rows whose true value is known: one row with all figures.',
  settings: z.object({
    /** Another threshold than the model’s own. */
    threshold: z.number().min(0).max(1).optional(),
  }),
  form: [{ fields: [{ key: 'threshold', label: 'Threshold (empty: the model’s own)', widget: 'number' }] }],
  inputs: [...oneInput, modelInput],
  outputs: oneOutput,
  outputSchema: (_, context) => ({ output: [outputColumns(context)] }),
  lineage: (_, context) =>
    evaluateLineage(
      outputColumns(context).map(({ name }) => name),
      context,
    ),
  async run(settings, run) {
    const scorer = await createScorer(await run.modelFiles('model'));
    try {
      const { spec } = scorer;
      const { sql, schema } = run.relation('input');
      const columns = [spec.target, ...spec.columns.map((column) => column.name)];
      const rows = { dataset: inputOf(run).name, sql, schema, total: null };
      const { frame } = await readFrame(run.session, rows, { columns, signal: run.signal });
      run.progress(null, 'Scoring');
      const result = await evaluate(
        frame,
        scorer,
        settings.threshold === undefined ? {} : { threshold: settings.threshold },
      );
      const values = valuesOf(result);
      const select = columnsOf(spec.task).map(({ name, type }, index) => {
        const value = values[index];
        const literal = value === null || value === undefined || Number.isNaN(value) ? 'NULL' : String(value);
        return `CAST(${literal} AS ${type === 'bigint' ? 'BIGINT' : 'DOUBLE'}) AS ${quoteIdentifier(name)}`;
      });
      await run.writeRows('output', `SELECT ${select.join(', ')}`);
    } finally {
      await scorer.dispose();
    }
  },
  cases: [
    {
      title: 'a threshold is a share',
      settings: { threshold: 2 },
      inputs: { input: [{ schema: [{ name: 'a', type: 'int' }], rows: [] }] },
      expect: { error: 'RECIPE_SETTINGS' },
    },
  ],
});
