import { z } from 'zod';
import { closest } from '../../base/closest.ts';
import { fail } from '../../contract/errors/index.ts';
import type { FeatureSpec, Task } from '../../contract/model.ts';
import type { Column, Schema } from '../../contract/schema.ts';
import { lendColumns, readFrame } from '../data/frame.ts';
import { createScorer, type FrameScores } from '../ml/scorer.ts';
import { quoteIdentifier, quoteText } from '../sql/quote.ts';
import { inputOf, requireDistinct } from './columns.ts';
import { defineRecipe, type RecipeContext, type RunContext } from './recipe-kind.ts';
import { modelInput, oneInput, oneOutput } from './roles.ts';

/** Rows scored at a time: what is in memory stays small whatever the size of the dataset. */
const blockRows = 1_000_000;

interface Settings {
  prefix: string;
}

/** Columns that scoring adds, in order. Classes are known once the model is trained. */
function addedColumns(task: Task | undefined, spec: FeatureSpec | null, { prefix }: Settings): Column[] {
  if (task === 'regression') return [{ name: `${prefix}prediction`, type: 'double' }];
  const prediction: Column = { name: `${prefix}prediction`, type: 'string' };
  if (task === 'multiclass')
    return [
      prediction,
      ...(spec?.classes ?? []).map((name): Column => ({ name: `${prefix}probability_${name}`, type: 'double' })),
    ];
  return [prediction, { name: `${prefix}probability`, type: 'double' }, { name: `${prefix}flagged`, type: 'boolean' }];
}

function outputColumns(settings: Settings, context: RecipeContext): Schema {
  const input = inputOf(context);
  const model = context.models.model?.[0];
  requireFeatures(model?.spec ?? null, input.schema);
  const added = addedColumns(model?.spec?.task ?? model?.task, model?.spec ?? null, settings);
  requireDistinct(
    [...input.schema, ...added].map((column) => column.name),
    'Score',
  );
  return [...input.schema, ...added];
}

function requireFeatures(spec: FeatureSpec | null, schema: Schema): void {
  const names = schema.map((column) => column.name);
  for (const { name } of spec?.columns ?? []) {
    if (names.includes(name)) continue;
    const near = closest(name, names);
    throw fail('ML_INPUT_COLUMN_MISSING', { column: name, suggestion: near ? `; did you mean “${near}”?` : '' });
  }
}

/** Predictions as columns of numbers: class index, probability of the positive class or of every class, or the value. */
function predictionColumns(
  scores: FrameScores,
  task: Task,
  rowIds: Float64Array,
): Map<string, Float64Array | Float32Array | Int32Array> {
  const columns = new Map<string, Float64Array | Float32Array | Int32Array>([['id', rowIds]]);
  if (task === 'regression') return columns.set('value', scores.values ?? new Float32Array(0));
  columns.set('class', scores.predictions);
  const count = scores.classes.length;
  for (let index = task === 'binary' ? 1 : 0; index < count; index++) {
    const share = new Float32Array(scores.rows);
    for (let row = 0; row < scores.rows; row++) share[row] = scores.probabilities![row * count + index]!;
    columns.set(`p${index}`, share);
  }
  return columns;
}

/** SQL of the added columns over the predictions `p`. */
function addedSql(spec: FeatureSpec, settings: Settings): string[] {
  const added = addedColumns(spec.task, spec, settings).map((column) => quoteIdentifier(column.name));
  if (spec.task === 'regression') return [`p.value AS ${added[0]}`];
  const prediction = `([${spec.classes.map(quoteText).join(', ')}])[CAST(p.class AS INTEGER) + 1] AS ${added[0]}`;
  if (spec.task === 'binary') return [prediction, `p.p1 AS ${added[1]}`, `p.class = 1 AS ${added[2]}`];
  return [prediction, ...spec.classes.map((_, index) => `p.p${index} AS ${added[index + 1]}`)];
}

async function scoreRows(settings: Settings, run: RunContext): Promise<void> {
  const { session, signal } = run;
  const scorer = await createScorer(await run.modelFiles('model'));
  const drops: (() => Promise<void>)[] = [];
  try {
    const { spec } = scorer;
    const numbered = await run.numbered('input');
    drops.push(numbered.drop);
    const { schema } = run.relation('input');
    requireFeatures(spec, schema);
    const parts: string[] = [];
    for (let from = 0; from < Math.max(1, numbered.rows); from += blockRows) {
      const block = `(SELECT * FROM ${numbered.sql} WHERE ${numbered.rowId} >= ${from} AND ${numbered.rowId} < ${from + blockRows})`;
      const rows = {
        dataset: inputOf(run).name,
        sql: numbered.rows > blockRows ? block : numbered.sql,
        schema,
        total: null,
      };
      const columns = spec.columns.map((column) => column.name);
      const { frame, rowIds } = await readFrame(session, rows, { columns, rowId: numbered.rowId, signal });
      if (signal.aborted) throw fail('ABORTED');
      const lent = await lendColumns(session, predictionColumns(await scorer.scoreFrame(frame), spec.task, rowIds));
      drops.push(lent.drop);
      parts.push(`SELECT * FROM ${lent.table}`);
      run.progress(Math.min(1, (from + blockRows) / Math.max(1, numbered.rows)) * 0.8, 'Scoring');
    }
    const names = schema.map((column) => `i.${quoteIdentifier(column.name)}`);
    const join = `FROM ${numbered.sql} i JOIN (${parts.join(' UNION ALL ')}) p ON i.${numbered.rowId} = CAST(p.id AS BIGINT)`;
    await run.writeRows('output', `SELECT ${[...names, ...addedSql(spec, settings)].join(', ')} ${join}`);
  } finally {
    for (const drop of drops) await drop();
    await scorer.dispose();
  }
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
  run: scoreRows,
  cases: [],
});
