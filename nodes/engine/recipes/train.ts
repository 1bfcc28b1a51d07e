import { closest } from '../../base/closest.ts';
import { fail } from '../../contract/errors/index.ts';
import { TrainSettings } from '../../contract/model.ts';
import type { Schema } from '../../contract/schema.ts';
import { readFrame } from '../data/frame.ts';
import { algorithms } from '../ml/algorithms/registry.ts';
import { writeModelVersion } from '../ml/model-files.ts';
import { runTraining } from '../ml/run-training.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { inputOf } from './columns.ts';
import { trainLineage } from './model-lineage.ts';
import { type CaseTable, defineRecipe, type RecipeContext } from './recipe-kind.ts';
import { modelOutput, oneInput } from './roles.ts';

/** Raised when the same settings would train another model. */
const trainerVersion = '1';

/** Rows whose predictions every node replays before it serves the model. */
const goldenRows = 50;

const labelled: CaseTable = {
  schema: [
    { name: 'amount', type: 'double' },
    { name: 'fraud', type: 'int' },
  ],
  rows: [],
};

function requireColumns(settings: TrainSettings, context: RecipeContext): void {
  const input = inputOf(context);
  const names = input.schema.map((column) => column.name);
  if (!names.includes(settings.target))
    throw fail('ML_TARGET_MISSING', { target: settings.target, columns: names, path: 'target' });
  const { split } = settings;
  if (split.kind === 'time' && !names.includes(split.column))
    throw fail('ML_SPLIT_UNFIT', { reason: `there is no column “${split.column}”`, path: 'split.column' });
  for (const [index, { column }] of (settings.features ?? []).entries()) {
    if (names.includes(column)) continue;
    const near = closest(column, names);
    const suggestion = near ? `; did you mean “${near}”?` : '';
    throw fail('ML_COLUMN_UNKNOWN', { column, suggestion, path: `features.${index}.column` });
  }
}

/** Columns the training looks at: what is not rejected, the target and the time of the split. */
function neededColumns(settings: TrainSettings, schema: Schema): string[] {
  const rejected = new Set(
    settings.features?.filter((feature) => feature.use === 'reject').map((feature) => feature.column),
  );
  const needed = new Set([settings.target, ...(settings.split.kind === 'time' ? [settings.split.column] : [])]);
  return schema.map((column) => column.name).filter((name) => needed.has(name) || !rejected.has(name));
}

const placeColumn = '#place';

/**
 * Rows numbered by a hash of their values: the same rows are in the same order however they were built, so they train the same
 * model. Doubles only break ties: their last bit may depend on the order in which they were summed.
 */
function inContentOrder({ sql, schema }: { sql: string; schema: Schema }): string {
  const names = schema.map((column) => quoteIdentifier(column.name));
  const exact = schema.filter((column) => column.type !== 'double').map((column) => quoteIdentifier(column.name));
  const order = [exact, names].filter((list) => list.length > 0).map((list) => `hash(${list.join(', ')})`);
  const place = `row_number() OVER (ORDER BY ${order.join(', ')}) - 1`;
  return `(SELECT ${names.join(', ')}, ${place} AS ${quoteIdentifier(placeColumn)} FROM ${sql})`;
}

export const trainRecipe = defineRecipe({
  id: 'train',
  version: 1,
  label: 'Train',
  category: 'model',
  icon: 'brain',
  keywords: ['model', 'learn', 'predict', 'classification', 'regression', 'boosting', 'machine learning'],
  help: 'Trains a model that predicts a column from the others, tests it on rows it has not seen, and keeps it as a new version.',
  settings: TrainSettings,
  form: [
    {
      title: 'Target',
      fields: [
        { key: 'target', label: 'Column to predict', widget: 'column' },
        {
          key: 'task',
          label: 'Task',
          widget: 'choice',
          choices: [
            { value: 'binary', label: 'Two classes' },
            { value: 'multiclass', label: 'Several classes' },
            { value: 'regression', label: 'A number' },
          ],
        },
        { key: 'positive', label: 'Class to find', widget: 'text', showWhen: { key: 'task', in: ['binary'] } },
      ],
    },
    {
      title: 'Test rows',
      fields: [
        {
          key: 'split.kind',
          label: 'Chosen',
          widget: 'choice',
          choices: [
            { value: 'random', label: 'At random' },
            { value: 'time', label: 'The latest' },
          ],
        },
        { key: 'split.column', label: 'Time column', widget: 'column', showWhen: { key: 'split.kind', in: ['time'] } },
        { key: 'split.testShare', label: 'Share (0 to 1)', widget: 'number' },
      ],
    },
    {
      title: 'Columns',
      fields: [
        {
          key: 'features',
          label: 'Choices (others are automatic)',
          widget: 'list',
          items: [
            { key: 'column', label: 'Column', widget: 'column' },
            {
              key: 'use',
              label: 'Use',
              widget: 'choice',
              choices: ['input', 'reject'].map((value) => ({ value, label: value })),
            },
            {
              key: 'kind',
              label: 'As',
              widget: 'choice',
              choices: ['auto', 'numeric', 'category'].map((value) => ({ value, label: value })),
            },
          ],
        },
      ],
    },
    {
      title: 'Algorithm',
      fields: [
        {
          key: 'algorithm.id',
          label: 'Algorithm',
          widget: 'choice',
          choices: algorithms.list.map(({ id, label }) => ({ value: id, label })),
        },
        ...algorithms.list.flatMap(({ id, form }) =>
          form.flatMap(({ fields }) =>
            fields.map((field) => ({
              ...field,
              key: `algorithm.${field.key}`,
              showWhen: { key: 'algorithm.id', in: [id] },
            })),
          ),
        ),
        {
          key: 'classWeights',
          label: 'Class weights',
          widget: 'choice',
          choices: ['none', 'balanced'].map((value) => ({ value, label: value })),
        },
        {
          key: 'threshold.metric',
          label: 'Threshold chosen for',
          widget: 'choice',
          choices: ['f1', 'mcc', 'accuracy', 'cost', 'fixed'].map((value) => ({ value, label: value })),
        },
        { key: 'seed', label: 'Seed', widget: 'number' },
      ],
    },
  ],
  editor: 'train',
  inputs: oneInput,
  outputs: modelOutput,
  outputSchema(settings, context) {
    requireColumns(settings, context);
    return {};
  },
  lineage: trainLineage,
  async run(settings, run) {
    const { session, signal } = run;
    const { schema } = run.relation('input');
    run.progress(null, 'Reading');
    const rows = { dataset: inputOf(run).name, sql: inContentOrder(run.relation('input')), schema, total: null };
    const reading = {
      columns: neededColumns(settings, schema),
      rowId: quoteIdentifier(placeColumn),
      inOrder: true,
      signal,
    };
    const { frame } = await readFrame(session, rows, reading);
    run.log(`${frame.rows} rows, ${frame.columns.size} columns`);
    const features = settings.features?.filter(({ column }) => frame.columns.has(column));
    const model = await runTraining(
      frame,
      { ...settings, features },
      {
        signal,
        threads: run.threads,
        goldenRows,
        progress: run.progress,
      },
    );
    const unread = schema.map((column) => column.name).filter((name) => !frame.columns.has(name));
    const rejected = [
      ...model.report.rejected,
      ...unread.map((name) => ({ name, reason: 'left out in the settings' })),
    ];
    const report = { ...model.report, settings, rejected };
    const dataKeys = Object.fromEntries(run.inputKeys());
    await run.writeModel('model', writeModelVersion({ ...model, report }, { engineVersion: trainerVersion, dataKeys }));
    for (const { message } of model.report.diagnostics) run.log(message);
  },
  cases: [
    {
      title: 'a target that is not there is named',
      settings: { task: 'binary', target: 'fruad' },
      inputs: { input: [labelled] },
      expect: { error: 'ML_TARGET_MISSING' },
    },
    {
      title: 'so is the time of a split',
      settings: { task: 'binary', target: 'fraud', split: { kind: 'time', column: 'at' } },
      inputs: { input: [labelled] },
      expect: { error: 'ML_SPLIT_UNFIT' },
    },
    {
      title: 'so is a column of the choices',
      settings: { task: 'binary', target: 'fraud', features: [{ column: 'amuont' }] },
      inputs: { input: [labelled] },
      expect: { error: 'ML_COLUMN_UNKNOWN' },
    },
    {
      title: 'an algorithm that is not there is refused',
      settings: { task: 'binary', target: 'fraud', algorithm: { id: 'magic' } },
      inputs: { input: [labelled] },
      expect: { error: 'RECIPE_SETTINGS' },
    },
  ],
});
