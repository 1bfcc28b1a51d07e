import { fail } from '../../contract/errors/index.ts';
import type { RowsPage } from '../../contract/schema.ts';
import { type PageRequest, readPage } from '../data/rows.ts';
import type { RecipeContext, RunContext } from '../recipes/recipe-kind.ts';
import { numberRows } from './number-rows.ts';
import type { FlowPorts } from './ports.ts';
import type { RecipeStatus } from './status.ts';

export interface BoundPreview {
  context: RecipeContext;
  /** Dataset → SQL after FROM. */
  bindings: Readonly<Record<string, string>>;
}

interface PreviewRun {
  ports: FlowPorts;
  bound: BoundPreview;
  /** Id of the wanted output; absent: the first. */
  output: string | undefined;
  request: PageRequest & { signal?: AbortSignal };
}

/** First rows of a recipe that runs code, over limited inputs; null for one that makes no rows. Nothing is kept. */
export async function previewRun(
  result: RecipeStatus,
  { ports, bound, output, request }: PreviewRun,
): Promise<RowsPage | null> {
  const makesRows = result.kind?.outputs.some((role) => role.accepts === 'dataset');
  if (!result.kind?.run || !makesRows) return null;
  const { session, storage } = ports;
  const { context } = bound;
  const signal = request.signal ?? new AbortController().signal;
  let page: RowsPage | null = null;
  const relation = (role: string, index = 0) => {
    const input = context.inputs[role]?.[index];
    const sql = input && bound.bindings[input.id];
    if (!sql) throw new Error(`input ${role}[${index}] is not connected`);
    return { sql: `(SELECT * FROM ${sql} LIMIT ${request.limit})`, schema: input.schema };
  };
  const run: RunContext = {
    ...context,
    session,
    signal,
    threads: ports.threads,
    progress: () => {},
    log: () => {},
    relation,
    numbered: (role, index) => numberRows({ ...relation(role, index), key: '', rows: null }, { session, signal }),
    inputKeys: () => new Map(),
    modelFiles: async (role) => {
      const model = context.models[role]?.[0];
      const files = model && (await storage.modelFiles(model.id));
      if (!files) throw fail('MODEL_NOT_TRAINED', { model: model?.name ?? role });
      return files;
    },
    writeRows: async (role, select, index = 0) => {
      const id = context.outputs[role]?.[index]?.id;
      if (output !== undefined && id !== output) return;
      const schema = await session.describe(select);
      page ??= await readPage(
        session,
        { dataset: result.recipe.name, sql: `(${select})`, schema, total: null },
        request,
      );
    },
    writeModel: async () => {},
  };
  await result.kind.run(result.settings ?? {}, run);
  return page;
}
