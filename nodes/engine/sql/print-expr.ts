import type { Dialect } from './dialect.ts';
import type { Expr } from './expr-tree.ts';
import type { OrderBy } from './plan.ts';

/** Prints a scalar expression; `column` prints a column of the relation in scope (default: its quoted name). */
export function printExpr(expr: Expr, dialect: Dialect, column?: (name: string) => string): string {
  const print = (part: Expr): string => {
    switch (part.op) {
      case 'col':
        return column ? column(part.name) : dialect.identifier(part.name);
      case 'lit':
        return dialect.literal(part);
      case 'call':
        return dialect.call(part.fn, part.args.map(print), part.args);
      case 'cast':
        return dialect.cast(print(part.arg), part.to, part.try);
      case 'case': {
        const branches = part.when.map((branch) => `WHEN ${print(branch.if)} THEN ${print(branch.then)}`);
        return `CASE ${branches.join(' ')} ELSE ${print(part.else)} END`;
      }
    }
  };
  return print(expr);
}

/** Prints sort keys; nulls come last unless asked for first. */
export function printOrder(by: readonly OrderBy[], print: (expr: Expr) => string): string {
  const keys = by.map(
    (key) => `${print(key.expr)} ${key.descending ? 'DESC' : 'ASC'} ${key.nullsFirst ? 'NULLS FIRST' : 'NULLS LAST'}`,
  );
  return keys.join(', ');
}
