import { basename } from 'node:path';
import { fail } from '../../contract/errors/index.ts';
import { formatOfName } from '../../engine/data/formats/registry.ts';
import { explainReadError } from '../../engine/data/read-error.ts';
import { readFiles } from '../../engine/data/source.ts';
import { numberRows } from '../../engine/flow/number-rows.ts';
import { scoreRows } from '../../engine/recipes/score-rows.ts';
import { quoteText } from '../../engine/sql/quote.ts';
import { createAtomicFile } from '../../platform/atomic-write.ts';
import { exists } from '../../platform/files.ts';
import type { Workspace } from './types.ts';

export interface ScoreFileRequest {
  model: string;
  /** Path of a CSV, JSON or Parquet file. */
  input: string;
  /** Path of the file to write: Parquet when its name ends so, else CSV. */
  output: string;
  signal?: AbortSignal;
}

/**
 * Scores the rows of a file with the active version of a model and writes them with the prediction.
 * NOT_FOUND, FILE_MISSING, MODEL_NOT_TRAINED, ML_INPUT_COLUMN_MISSING, DATA_*.
 */
export async function scoreFile(workspace: Workspace, request: ScoreFileRequest): Promise<{ rows: number }> {
  const { model, input, output } = request;
  const signal = request.signal ?? new AbortController().signal;
  const { session, project } = workspace;
  if (!project.models[model]) throw fail('NOT_FOUND', { kind: 'model', id: model, suggestion: '' });
  if (!(await exists(input))) throw fail('FILE_MISSING', { path: input });
  const { files: modelFiles } = await workspace.models.files(model);
  const pending = await createAtomicFile(output);
  try {
    const source = {
      dataset: input,
      files: [input],
      folder: input.slice(0, -basename(input).length),
      format: { kind: formatOfName(input) },
    };
    const { sql, schema } = await readFiles(source, { session, signal });
    const numbered = await numberRows({ sql, schema, key: '', rows: null }, { session, signal });
    const write = (select: string) =>
      output.toLowerCase().endsWith('.parquet')
        ? session.copyToParquet(select, pending.path, { signal }).then(() => undefined)
        : session.run(`COPY (${select}) TO ${quoteText(pending.path)} (FORMAT csv, HEADER true)`, { signal });
    const scoring = { session, signal, numbered, schema, modelFiles, dataset: input, prefix: '', progress: () => {} };
    await scoreRows(scoring, write).finally(numbered.drop);
    await pending.commit();
    return { rows: numbered.rows };
  } catch (error) {
    await pending.discard();
    throw explainReadError(error);
  }
}
