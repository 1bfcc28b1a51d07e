import type { z } from 'zod';
import type { PreloadReport } from '../../contract/deploy.ts';
import { fail } from '../../contract/errors/index.ts';
import { createScorer, type Scorer } from '../ml/scorer.ts';
import { endpointFiles, GoldenRecords } from './endpoint-file.ts';
import { type Program, ProgramFile } from './program.ts';
import { compileProgramRunner, type Features } from './run-program.ts';
import { type KeyedTable, openTable, TableFile } from './table-file.ts';

export interface EndpointPrediction {
  prediction: string | number;
  probas?: Record<string, number>;
}

/** A prediction endpoint in memory. */
export interface Endpoint {
  readonly inputs: readonly { name: string; type: string; required: boolean }[];
  /** In the order of the records; throws the error of the first that cannot be scored. */
  predict(records: readonly Readonly<Record<string, unknown>>[]): EndpointPrediction[];
  /** Replays the golden records, and those of the model. */
  checkGolden(): Promise<PreloadReport>;
  dispose(): Promise<void>;
}

type Files = Readonly<Record<string, Uint8Array>>;

/** Loads an endpoint from the files of its folder. No database is needed. SERVING_PACKAGE, ML_MODEL_UNREADABLE. */
export async function loadEndpoint(files: Files): Promise<Endpoint> {
  const program = readJson(files, endpointFiles.program, ProgramFile) as Program;
  const tables = new Map<string, KeyedTable>();
  for (const name of tableNames(program))
    tables.set(name, openTable(readJson(files, endpointFiles.table(name), TableFile)));
  const toFeatures = compileProgramRunner(program, tables);
  const scorer = await createScorer(modelFiles(files));
  // Scoring is synchronous: one list for the features of single records is enough.
  const features: Features = [];
  const rows = scorer.forRows(program.features.map((column) => column.name));
  const predict: Endpoint['predict'] = (records) => {
    if (records.length === 1) return [answerOf(rows.scoreRow(toFeatures(records[0]!, features)))];
    return rows.scoreRows(records.map((record) => toFeatures(record))).map(answerOf);
  };
  return {
    inputs: program.raw.map((column) => ({
      name: column.name,
      type: column.type,
      required: program.required.includes(column.name),
    })),
    predict,
    checkGolden: () => checkGolden(scorer, readJson(files, endpointFiles.golden, GoldenRecords), predict),
    dispose: () => scorer.dispose(),
  };
}

function answerOf({
  prediction,
  probas,
}: {
  prediction: string | number;
  probas?: Record<string, number>;
}): EndpointPrediction {
  return probas ? { prediction, probas } : { prediction };
}

async function checkGolden(
  scorer: Scorer,
  golden: GoldenRecords,
  predict: Endpoint['predict'],
): Promise<PreloadReport> {
  const model = await scorer.checkGolden();
  const checks = [
    {
      name: 'Golden rows of the model',
      ok: model.ok,
      message: `${model.rows} rows, largest difference ${model.worst.toExponential(1)}`,
    },
  ];
  const found = golden.records.length > 0 ? predict(golden.records) : [];
  let worst = 0;
  let different = 0;
  for (const [index, expected] of golden.expected.entries()) {
    const difference = differenceOf(found[index]!, expected);
    worst = Math.max(worst, difference);
    if (!(difference <= golden.tolerance)) different++;
  }
  const message =
    different === 0
      ? `${golden.records.length} raw records score as in batch, largest difference ${worst.toExponential(1)}`
      : `${different} of ${golden.records.length} raw records score differently from batch, by up to ${worst.toExponential(1)}`;
  checks.push({ name: 'Golden records', ok: different === 0, message });
  return { ok: checks.every((check) => check.ok), checks };
}

function differenceOf(found: EndpointPrediction, expected: GoldenRecords['expected'][number]): number {
  if (typeof expected.prediction === 'number' && typeof found.prediction === 'number') {
    return Math.abs(found.prediction - expected.prediction) / Math.max(1, Math.abs(expected.prediction));
  }
  let worst = String(found.prediction) === String(expected.prediction) ? 0 : Number.POSITIVE_INFINITY;
  for (const [name, p] of Object.entries(expected.probas ?? {}))
    worst = Math.max(worst, Math.abs(p - (found.probas?.[name] ?? Number.NaN)));
  return Number.isNaN(worst) ? Number.POSITIVE_INFINITY : worst;
}

function tableNames(program: Program): Set<string> {
  return new Set(
    program.stages.flatMap((stage) =>
      stage.op === 'lookup' ? [stage.table] : stage.op === 'window' ? stage.history : [],
    ),
  );
}

function modelFiles(files: Files): Record<string, Uint8Array> {
  const prefix = endpointFiles.model('');
  const entries = Object.entries(files).filter(([path]) => path.startsWith(prefix));
  return Object.fromEntries(entries.map(([path, bytes]) => [path.slice(prefix.length), bytes]));
}

function readJson<S extends z.ZodType>(files: Files, path: string, schema: S): z.output<S> {
  const bytes = files[path];
  if (!bytes) throw fail('SERVING_PACKAGE', { problem: `“${path}” is missing` });
  const parsed = schema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
  if (!parsed.success) throw fail('SERVING_PACKAGE', { problem: `“${path}” is not as expected` });
  return parsed.data;
}
