import { fail } from '../../contract/errors/index.ts';
import type { Schema } from '../../contract/schema.ts';
import type { Plan } from '../sql/plan.ts';
import { compileExpr, type Row } from './row.ts';
import { planSchema } from './schema-of.ts';

export interface ScalarPlan {
  /** Columns that `run` takes, in order. */
  input: Schema;
  /** Columns that `run` gives, in order. */
  output: Schema;
  /** One row through the plan; null when a filter drops it. */
  run(row: Row): Row | null;
}

/** Compiles a chain of projections and filters over one scan. Throws PLAN_NOT_SCALAR when the plan looks at several rows. */
export function compileScalarPlan(plan: Plan): ScalarPlan {
  if (plan.op === 'scan') return { input: plan.schema, output: plan.schema, run: (row) => row };
  if (plan.op !== 'project' && plan.op !== 'filter') throw fail('PLAN_NOT_SCALAR', { operation: plan.op });
  const before = compileScalarPlan(plan.input);
  if (plan.op === 'filter') {
    const holds = compileExpr(plan.where, before.output);
    const run = (row: Row) => {
      const prepared = before.run(row);
      return prepared !== null && holds(prepared) === true ? prepared : null;
    };
    return { ...before, run };
  }
  const columns = plan.columns.map((column) => compileExpr(column.expr, before.output));
  const run = (row: Row) => {
    const prepared = before.run(row);
    return prepared === null ? null : columns.map((column) => column(prepared));
  };
  return { input: before.input, output: planSchema(plan), run };
}
