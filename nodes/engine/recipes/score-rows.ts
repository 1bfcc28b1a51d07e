import { closest } from '../../base/closest.ts';
import { fail } from '../../contract/errors/index.ts';
import type { FeatureSpec, Task } from '../../contract/model.ts';
import type { Column, Schema } from '../../contract/schema.ts';
import { lendColumns, readFrame } from '../data/frame.ts';
import { createScorer, type FrameScores } from '../ml/scorer.ts';
import { quoteIdentifier, quoteText } from '../sql/quote.ts';
import type { Session } from '../sql/session.ts';
import type { NumberedRows } from './recipe-kind.ts';

/** Rows scored at a time, a row group of Parquet: what is in memory stays small whatever the size of the dataset. */
const blockRows = 122_880;

/** Columns that scoring adds, in order. Classes are known once the model is trained. */
export function addedColumns(task: Task | undefined, spec: FeatureSpec | null, prefix: string): Column[] {
  if (task === 'regression') return [{ name: `${prefix}prediction`, type: 'double' }];
  const prediction: Column = { name: `${prefix}prediction`, type: 'string' };
  if (task === 'multiclass')
    return [
      prediction,
      ...(spec?.classes ?? []).map((name): Column => ({ name: `${prefix}probability_${name}`, type: 'double' })),
    ];
  return [prediction, { name: `${prefix}probability`, type: 'double' }, { name: `${prefix}flagged`, type: 'boolean' }];
}

/** ML_INPUT_COLUMN_MISSING with the nearest name. */
export function requireFeatures(spec: FeatureSpec | null, schema: Schema): void {
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
function addedSql(spec: FeatureSpec, prefix: string): string[] {
  const added = addedColumns(spec.task, spec, prefix).map((column) => quoteIdentifier(column.name));
  if (spec.task === 'regression') return [`p.value AS ${added[0]}`];
  const prediction = `([${spec.classes.map(quoteText).join(', ')}])[CAST(p.class AS INTEGER) + 1] AS ${added[0]}`;
  if (spec.task === 'binary') return [prediction, `p.p1 AS ${added[1]}`, `p.class = 1 AS ${added[2]}`];
  return [prediction, ...spec.classes.map((_, index) => `p.p${index} AS ${added[index + 1]}`)];
}

export interface ScoreInput {
  session: Session;
  signal: AbortSignal;
  /** Name of the rows for messages. */
  dataset: string;
  numbered: NumberedRows;
  schema: Schema;
  modelFiles: Record<string, Uint8Array>;
  prefix: string;
  progress(fraction: number | null, message: string): void;
}

/**
 * Scores rows block by block and hands `use` a SELECT of the rows with the added columns; what it reads from is dropped after.
 * ML_INPUT_COLUMN_MISSING, ML_INPUT_COLUMN_KIND, ABORTED.
 */
export async function scoreRows(input: ScoreInput, use: (select: string) => Promise<void>): Promise<void> {
  const { session, signal, numbered, schema } = input;
  const scorer = await createScorer(input.modelFiles);
  const drops: (() => Promise<void>)[] = [];
  try {
    const { spec } = scorer;
    requireFeatures(spec, schema);
    const read = blockReader(input, spec);
    const parts: string[] = [];
    let next: ReturnType<typeof read> | undefined = read(0);
    for (let from = 0; next; from += blockRows) {
      const { frame, rowIds } = await next;
      if (signal.aborted) throw fail('ABORTED');
      next = from + blockRows < numbered.rows ? read(from + blockRows) : undefined;
      next?.catch(() => undefined);
      const lent = await lendColumns(session, predictionColumns(await scorer.scoreFrame(frame), spec.task, rowIds));
      drops.push(lent.drop);
      parts.push(`SELECT * FROM ${lent.table}`);
      input.progress(Math.min(1, (from + blockRows) / Math.max(1, numbered.rows)) * 0.8, 'Scoring');
    }
    const names = schema.map((column) => `i.${quoteIdentifier(column.name)}`);
    const predictions = `(${parts.join(' UNION ALL ')}) p ON i.${numbered.rowId} = CAST(p.id AS BIGINT)`;
    const select = [...names, ...addedSql(spec, input.prefix)].join(', ');
    await use(`SELECT ${select} FROM ${numbered.sql} i JOIN ${predictions}`);
  } finally {
    for (const drop of drops) await drop();
    await scorer.dispose();
  }
}

/** Reads the features of the rows from `from` on; while one block is scored the next is read. */
function blockReader({ session, signal, numbered, schema, dataset }: ScoreInput, spec: FeatureSpec) {
  const columns = spec.columns.map((column) => column.name);
  const categories = spec.columns.flatMap((column) =>
    column.kind === 'category' ? [[column.name, column.categories] as const] : [],
  );
  const dictionaries = new Map(categories);
  return (from: number) => {
    const rows = { dataset, sql: blockOf(numbered, from), schema, total: null };
    return readFrame(session, rows, { columns, rowId: numbered.rowId, dictionaries, signal });
  };
}

function blockOf(numbered: NumberedRows, from: number): string {
  if (numbered.rows <= blockRows) return numbered.sql;
  const { sql, rowId } = numbered;
  return `(SELECT * FROM ${sql} WHERE ${rowId} >= ${from} AND ${rowId} < ${from + blockRows})`;
}
