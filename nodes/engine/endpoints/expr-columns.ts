import type { Expr } from '../sql/expr-tree.ts';

/** Adds the columns that an expression reads to `into`. */
export function collectColumns(expr: Expr, into: Set<string>): void {
  switch (expr.op) {
    case 'col':
      into.add(expr.name);
      return;
    case 'lit':
      return;
    case 'cast':
      collectColumns(expr.arg, into);
      return;
    case 'call':
      for (const arg of expr.args) collectColumns(arg, into);
      return;
    case 'case':
      for (const branch of expr.when) {
        collectColumns(branch.if, into);
        collectColumns(branch.then, into);
      }
      collectColumns(expr.else, into);
  }
}
