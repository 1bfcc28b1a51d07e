import type { Problem } from '../../base/problem.ts';
import { duckDb } from '../expr/dialect.ts';
import type { RecipeContext } from '../recipes/recipe-kind.ts';
import { type Bindings, printPlan } from '../sql/printer.ts';
import type { Session } from '../sql/session.ts';
import type { RecipeStatus } from './status.ts';

interface Probing {
  session: Session;
  context: RecipeContext;
  bindings: Bindings;
  signal?: AbortSignal;
}

/** What the input rows of a checked recipe tell about its settings: asks its probes. ABORTED. */
export async function probeProblems(
  result: RecipeStatus,
  { session, context, bindings, signal }: Probing,
): Promise<Problem[]> {
  const found: Problem[] = [];
  for (const probe of result.kind?.probes(result.settings ?? {}, context) ?? []) {
    const sql = printPlan(probe.plan, duckDb, bindings);
    const { columns, rowCount } = await session.query(sql, signal ? { signal } : {});
    found.push(
      ...probe.problems(Array.from({ length: rowCount }, (_, row) => columns.map((column) => column[row] ?? null))),
    );
  }
  return found;
}
