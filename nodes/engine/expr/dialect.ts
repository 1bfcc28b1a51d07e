import type { Dialect } from '../sql/dialect.ts';
import { createDuckDbDialect } from '../sql/duckdb.ts';
import type { Plan } from '../sql/plan.ts';
import { type Bindings, printPlan } from '../sql/printer.ts';
import { primitive, typeOf } from './type-of.ts';

/** DuckDB with every function of the formula language. */
export const duckDb: Dialect = createDuckDbDialect({
  call: (fn, printed, args) => {
    const literals = args.map((arg) => (arg.op === 'lit' ? arg.value : null));
    return primitive(fn).sql(printed, literals);
  },
  typeOf,
});

/** A plan as DuckDB SQL; `bindings` gives the relation behind each scanned table. */
export function planToDuckDb(plan: Plan, bindings: Bindings): string {
  return printPlan(plan, duckDb, bindings);
}
