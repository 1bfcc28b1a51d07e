import type { RowsPage, Schema } from '../../contract/schema.ts';
import { countRows, readPage } from '../data/rows.ts';
import { duckDb } from '../expr/dialect.ts';
import { planSchema } from '../expr/schema-of.ts';
import { compileNumbered, type SavedStep } from '../recipes/prepare/compile-steps.ts';
import type { Plan } from '../sql/plan.ts';
import { printPlan } from '../sql/printer.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import type { Session } from '../sql/session.ts';
import type { Preview, PreviewPageRequest } from './preview.ts';
import type { PreviewInputs } from './preview-input.ts';
import type { RecipeStatus } from './status.ts';

/** The number of an input row, carried beside the columns through all steps. */
const rowNumber = '#input row';

interface Showing {
  session: Session;
  request: PreviewPageRequest;
  /** Compare with the rows before the last step instead of the input. */
  isLast: boolean;
  /** Count the rows of the whole. */
  isWhole: boolean;
}

/** Rows of prepare steps with those before them, both with the numbers of the input rows they come from. */
export async function previewSteps(
  result: RecipeStatus,
  inputs: PreviewInputs,
  { session, request, isLast, isWhole }: Showing,
): Promise<Pick<Preview, 'page' | 'before' | 'ids'>> {
  const input = Object.values(inputs.context.inputs)[0]?.[0];
  if (!input) return { page: null, before: null, ids: null };
  const steps = (result.settings?.steps ?? []) as SavedStep[];
  const bound = inputs.bindings[input.id]!;
  const scan: Plan = { op: 'scan', table: input.id, schema: [...input.schema, { name: rowNumber, type: 'bigint' }] };
  const bindings = {
    [input.id]: `(SELECT *, row_number() OVER () - 1 AS ${quoteIdentifier(rowNumber)} FROM ${bound})`,
  };
  const read = async (some: readonly SavedStep[], countAll: boolean) => {
    const { plan } = compileNumbered(some, { plan: scan, schema: input.schema, carry: rowNumber });
    const sql = `(\n${printPlan(plan, duckDb, bindings)}\n)`;
    const total = countAll ? await countRows(session, sql, request.signal ? { signal: request.signal } : {}) : null;
    const rows = { dataset: result.recipe.name, sql, schema: planSchema(plan), total };
    return withoutNumbers(await readPage(session, rows, request));
  };
  const [after, before] = await Promise.all([read(steps, isWhole), read(isLast ? steps.slice(0, -1) : [], false)]);
  return { page: after.page, before: before.page, ids: { page: after.ids, before: before.ids } };
}

/** A page without the column of row numbers, and these. */
function withoutNumbers(page: RowsPage): { page: RowsPage; ids: number[] } {
  const at = page.schema.findIndex(({ name }) => name === rowNumber);
  const ids = (page.columns[at] ?? []).map(Number);
  const schema: Schema = page.schema.toSpliced(at, 1);
  return { page: { ...page, schema, columns: page.columns.toSpliced(at, 1) }, ids };
}
