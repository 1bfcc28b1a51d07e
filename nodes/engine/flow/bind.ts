import { fail } from '../../contract/errors/index.ts';
import type { Schema } from '../../contract/schema.ts';
import type { FileRelation } from '../data/format-kind.ts';
import { readFiles, readFrom } from '../data/source.ts';
import type { RecipeContext } from '../recipes/recipe-kind.ts';
import { parquetRelation } from '../sql/quote.ts';
import type { Session } from '../sql/session.ts';
import type { FlowStorage } from './ports.ts';
import type { FlowStatus, NodeStatus, RecipeStatus } from './status.ts';

/** Rows that SQL can read after FROM, with the key of what they are. */
export interface BoundRows {
  sql: string;
  schema: Schema;
  key: string;
  rows: number | null;
  /** The Parquet file behind the rows, if they are one. */
  file?: string;
}

interface Reading {
  storage: FlowStorage;
  session: Session;
  signal?: AbortSignal;
}

/** The rows that readers of a dataset get now. DATA_NOT_BUILT, DATA_*. */
export async function currentRows(node: NodeStatus, reading: Reading): Promise<BoundRows> {
  if (node.source) return fileRows(node, reading);
  const build = node.current;
  if (!build) throw fail('DATA_NOT_BUILT', { dataset: node.name });
  const file = reading.storage.buildPath(node.id, build.key);
  return { sql: parquetRelation(file), schema: build.schema, key: build.key, rows: build.rows, file };
}

async function fileRows(node: NodeStatus, reading: Reading): Promise<BoundRows> {
  const { source, files, expected } = node;
  if (!source || !files || expected === null) throw problemAsError(node);
  const { session, signal } = reading;
  const { dataset, format, schema, newColumns } = source;
  const paths = files.map((file) => file.path);
  const known = relationsOf(session);
  const content = JSON.stringify([expected, paths, schema ?? null, newColumns ?? null]);
  let found = known.get(content);
  if (!found || !(await isThere(found, session))) {
    const read = { dataset, format, newColumns, ...readFrom(files), ...(schema && { schema }) };
    found = await readFiles(read, { session, ...(signal && { signal }) });
    if (known.size === mostRelations) known.delete(known.keys().next().value!);
    known.set(content, found);
  }
  return { sql: found.sql, schema: found.schema, key: expected, rows: null };
}

/** False when a converted copy that the rows are read from has been removed: it can be made again. */
async function isThere({ derived = [] }: FileRelation, session: Session): Promise<boolean> {
  const there = await Promise.all(derived.map((file) => session.cache.touch(file)));
  return there.every(Boolean);
}

/** Looking into a file again would tell the same as long as its content is the same. */
const relations = new WeakMap<Session, Map<string, FileRelation>>();
const mostRelations = 1000;

function relationsOf(session: Session): Map<string, FileRelation> {
  const known = relations.get(session) ?? new Map<string, FileRelation>();
  relations.set(session, known);
  return known;
}

function problemAsError(node: NodeStatus): Error {
  const problem = node.problems[0];
  if (!problem) return fail('DATA_NOT_BUILT', { dataset: node.name });
  return fail(problem.code as Parameters<typeof fail>[0], problem.data);
}

/** A recipe about to run: its context over the columns that its inputs really have, and their SQL. */
export interface BoundRecipe {
  context: RecipeContext;
  /** Dataset id → rows. */
  rows: ReadonlyMap<string, BoundRows>;
  /** Input node → key of its rows or model version. */
  keys: ReadonlyMap<string, string>;
}

/** Binds the inputs of a checked recipe. DATA_NOT_BUILT, MODEL_NOT_TRAINED. */
export async function bindRecipe(result: RecipeStatus, status: FlowStatus, reading: Reading): Promise<BoundRecipe> {
  if (!result.context) throw new Error(`the recipe ${result.recipe.id} is not checked`);
  const rows = new Map<string, BoundRows>();
  const keys = new Map<string, string>();
  const inputs: Record<string, RecipeContext['inputs'][string]> = {};
  for (const [role, list] of Object.entries(result.context.inputs)) {
    inputs[role] = await Promise.all(
      list.map(async (input) => {
        const bound = await currentRows(status.nodes.get(input.id)!, reading);
        rows.set(input.id, bound);
        keys.set(input.id, bound.key);
        return { ...input, schema: bound.schema };
      }),
    );
  }
  for (const model of Object.values(result.context.models).flat()) {
    const active = status.nodes.get(model.id)?.model;
    if (!active) throw fail('MODEL_NOT_TRAINED', { model: model.name });
    keys.set(model.id, `model ${active.version}`);
  }
  return { context: { ...result.context, inputs }, rows, keys };
}
