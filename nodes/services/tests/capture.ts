import { freeIdOf } from '../../base/id-of.ts';
import type { CaptureRequest } from '../../contract/golden.ts';
import { GoldenTest } from '../../contract/project/index.ts';
import { compileFormula } from '../../engine/expr/check.ts';
import { duckDb } from '../../engine/expr/dialect.ts';
import { type Choice, chooseRows, mainFirst } from '../../engine/flow/golden/choose-rows.ts';
import { type GoldenPart, goldenPart } from '../../engine/flow/golden/part.ts';
import { readTable } from '../../engine/flow/golden/run-golden.ts';
import type { FlowStatus } from '../../engine/flow/status.ts';
import { printExpr } from '../../engine/sql/print-expr.ts';
import type { Workspace } from '../workspace/types.ts';
import { type GoldenSubject, goldenRows } from './golden-run.ts';

/**
 * A test of a part of the flow: rows chosen from the current data so that they belong together, and what the part makes of them.
 * GOLDEN_*, DATA_NOT_BUILT, FORMULA_*.
 */
export async function captureTest(
  workspace: Workspace,
  request: CaptureRequest,
  { subject, signal }: { subject: GoldenSubject; signal: AbortSignal },
): Promise<GoldenTest> {
  const empty = { schema: [], rows: [] };
  const of = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, empty]));
  const { name } = request;
  const id = freeIdOf(name, new Set(Object.keys(subject.project.tests)));
  const draft = GoldenTest.parse({ id, name, inputs: of(Object.keys(request.inputs)), outputs: of(request.outputs) });
  const part = goldenPart(draft, subject.project);
  const status = await workspace.portable.evaluated();
  const selects = chooseRows(await choicesOf(workspace, request, status), part, { status, cache: workspace.lineage });
  const inputs: GoldenTest['inputs'] = {};
  for (const [dataset, select] of selects) inputs[dataset] = await readTable(workspace.session, select, signal);
  const pinned = { ...draft, inputs, variables: variablesOf(part, status) };
  return expectNow(subject, pinned, signal);
}

/** The test with what its part makes of the pinned rows now as what it expects. GOLDEN_*, and the errors of the recipes. */
export async function expectNow(subject: GoldenSubject, test: GoldenTest, signal: AbortSignal): Promise<GoldenTest> {
  const made = await goldenRows(subject, test, signal);
  const outputs = Object.entries(test.outputs).map(([dataset, before]) => {
    const { schema, rows } = made.get(dataset) ?? before;
    const isThere = (name: string) => schema.some((column) => column.name === name);
    return [
      dataset,
      { ...before, schema, rows, keys: before.keys.filter(isThere), ignore: before.ignore.filter(isThere) },
    ];
  });
  return { ...test, outputs: Object.fromEntries(outputs) };
}

async function choicesOf(
  workspace: Workspace,
  request: CaptureRequest,
  status: FlowStatus,
): Promise<Map<string, Choice>> {
  const choices = new Map<string, Choice>();
  for (const dataset of mainFirst(Object.keys(request.inputs), request.outputs, status)) {
    const { rows, filter } = request.inputs[dataset]!;
    const { sql, schema } = await workspace.relation(dataset);
    const where = filter?.trim() ? printExpr(compileFormula(filter, schema, 'boolean').expr, duckDb) : undefined;
    choices.set(dataset, { sql, schema, rows, where });
  }
  return choices;
}

/** Values that the variables of the part have now, wherever the project goes: the test gives the same rows whenever it runs. */
function variablesOf(part: GoldenPart, status: FlowStatus): Record<string, string> {
  return Object.assign({}, ...part.recipes.map((id) => status.recipes.get(id)?.variables ?? {}));
}
