import { canonicalJson } from '../../base/canonical-json.ts';
import { fail } from '../../contract/errors/index.ts';
import type { FeatureSpec } from '../../contract/model.ts';
import type { Schema } from '../../contract/schema.ts';
import type { ModelFiles } from '../ml/model-files.ts';
import type { Plan } from '../sql/plan.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { buildTable, replayMargin, type TableSource } from './build-tables.ts';
import { compileProgram } from './compile-program.ts';
import { endpointFiles, type GoldenRecords } from './endpoint-file.ts';
import { loadEndpoint } from './load-endpoint.ts';
import type { Program } from './program.ts';

/** Names of the columns that batch scoring added. */
export interface ScoreColumns {
  prediction: string;
  /** Class → column of its probability; classes without one are not compared. */
  probabilities: Readonly<Record<string, string>>;
}

export interface EndpointInput {
  id: string;
  raw: { id: string; schema: Schema };
  target: { id: string; schema: Schema };
  planOf: (dataset: string) => Plan | undefined;
  spec: FeatureSpec;
  model: ModelFiles;
  source: TableSource;
  /** The scored dataset, when it is built: where golden records come from. */
  scored?: { sql: string; schema: Schema; columns: ScoreColumns } | undefined;
  /** Golden records wanted. */
  goldenRows?: number;
}

export interface BuiltEndpoint {
  /** Path in the endpoint's folder → content. */
  files: Record<string, Uint8Array>;
  program: Program;
  golden: number;
}

/**
 * Packs one prediction endpoint: its program, the tables it looks things up in, the model, and golden records. It is loaded and
 * replayed before it is handed out, so an endpoint that differs from batch scoring is never packed.
 * SERVING_*, BUNDLE errors of the caller.
 */
export async function buildEndpoint(input: EndpointInput): Promise<BuiltEndpoint> {
  const features = input.spec.columns.map((column) => column.name);
  const { program, tables } = compileProgram({ raw: input.raw, target: input.target, planOf: input.planOf, features });
  const files: Record<string, Uint8Array> = { [endpointFiles.program]: encode(program) };
  const order = orderColumn(tables.find((table) => table.kind === 'history')?.plan);
  const replayFrom =
    input.scored && order !== undefined && input.scored.schema.some((column) => column.name === order)
      ? `(SELECT max(${quoteIdentifier(order)}) FROM ${input.scored.sql})`
      : undefined;
  for (const request of tables)
    files[endpointFiles.table(request.name)] = encode(await buildTable(request, { ...input.source, replayFrom }));
  for (const [name, bytes] of Object.entries(input.model)) files[endpointFiles.model(name)] = bytes;
  const golden = await goldenRecords(input, program, order);
  files[endpointFiles.golden] = encode(golden);
  const endpoint = await loadEndpoint(files);
  const check = await endpoint.checkGolden();
  await endpoint.dispose();
  const failed = check.checks.find((one) => !one.ok);
  if (failed) throw fail('SERVING_GOLDEN_MISMATCH', { endpoint: input.id, detail: failed.message });
  return { files, program, golden: golden.records.length };
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${canonicalJson(value)}\n`);
}

/** The dataset column a history is ordered by, when it is one. */
function orderColumn(plan: Plan | undefined): string | undefined {
  const expr = plan?.op === 'project' ? plan.columns.find((column) => column.name === 'order')?.expr : undefined;
  return expr?.op === 'col' ? expr.name : undefined;
}

/** Raw rows with the batch predictions of the same rows, matched by a column whose values are unique in both; none without one. */
async function goldenRecords(
  input: EndpointInput,
  program: Program,
  order: string | undefined,
): Promise<GoldenRecords> {
  const none: GoldenRecords = { version: 1, records: [], expected: [], tolerance: 1e-6 };
  const { scored, raw, source } = input;
  const rawSql = source.relations[raw.id];
  if (!scored || rawSql === undefined) return none;
  if (order !== undefined && !scored.schema.some((column) => column.name === order)) return none;
  const key = await uniqueKey(input, rawSql, scored);
  if (key === undefined) return none;
  const name = quoteIdentifier(key);
  const recent =
    order === undefined
      ? 'true'
      : `s.${quoteIdentifier(order)} >= (SELECT max(${quoteIdentifier(order)}) FROM ${scored.sql}) - to_microseconds(${replayMargin / 2})`;
  const answers = [scored.columns.prediction, ...Object.values(scored.columns.probabilities)];
  const selected = [
    ...program.raw.map((column) => `r.${quoteIdentifier(column.name)}`),
    ...answers.map((column, index) => `s.${quoteIdentifier(column)} AS "answer:${index}"`),
  ];
  const rank = answers.length > 1 ? `s.${quoteIdentifier(answers.at(-1)!)}` : `s.${quoteIdentifier(answers[0]!)}`;
  const sql = `SELECT ${selected.join(', ')} FROM ${rawSql} r JOIN ${scored.sql} s ON r.${name} = s.${name} WHERE ${recent} QUALIFY row_number() OVER (ORDER BY ${rank} DESC, r.${name}) <= 20 OR row_number() OVER (ORDER BY hash(r.${name}), r.${name}) <= ${input.goldenRows ?? 40} ORDER BY r.${name}`;
  const { columns, rowCount } = await source.session.query(sql, source.signal ? { signal: source.signal } : {});
  return { ...none, ...toGolden(input, program, { columns, rowCount }) };
}

function toGolden(
  input: EndpointInput,
  program: Program,
  { columns, rowCount }: { columns: unknown[][]; rowCount: number },
): Pick<GoldenRecords, 'records' | 'expected'> {
  const width = program.raw.length;
  const classes = Object.keys(input.scored?.columns.probabilities ?? {});
  const records: GoldenRecords['records'] = [];
  const expected: GoldenRecords['expected'] = [];
  for (let row = 0; row < rowCount; row++) {
    records.push(Object.fromEntries(program.raw.map((column, at) => [column.name, columns[at]?.[row] ?? null])));
    const answer = columns[width]?.[row];
    const prediction = typeof answer === 'number' ? answer : String(answer);
    const probas = Object.fromEntries(classes.map((name, at) => [name, Number(columns[width + 1 + at]?.[row])]));
    expected.push({ prediction, ...(classes.length > 0 && { probas }) });
  }
  return { records, expected };
}

/** A column of both datasets whose values are unique in each. */
async function uniqueKey(
  input: EndpointInput,
  rawSql: string,
  scored: { sql: string; schema: Schema },
): Promise<string | undefined> {
  for (const column of input.raw.schema) {
    if (!scored.schema.some((other) => other.name === column.name && other.type === column.type)) continue;
    const name = quoteIdentifier(column.name);
    const unique = (sql: string) => `(SELECT count(*) > 0 AND count(DISTINCT ${name}) = count(*) FROM ${sql})`;
    const { columns } = await input.source.session.query(`SELECT ${unique(rawSql)} AND ${unique(scored.sql)} AS ok`);
    if (columns[0]?.[0] === true) return column.name;
  }
  return undefined;
}
