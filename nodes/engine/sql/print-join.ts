import type { Expr } from './expr-tree.ts';
import type { JoinKind, Plan } from './plan.ts';
import { printExpr } from './print-expr.ts';
import type { PlanPrinter } from './printer.ts';

type Join = Extract<Plan, { op: 'join' }>;

const OPERATORS: Record<Join['on'][number]['compare'], string> = {
  eq: '=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  ne: '<>',
};

const KEYWORDS: Record<Exclude<JoinKind, 'left-anti' | 'right-anti'>, string> = {
  left: 'LEFT JOIN',
  inner: 'INNER JOIN',
  right: 'RIGHT JOIN',
  full: 'FULL JOIN',
  cross: 'CROSS JOIN',
  asof: 'ASOF LEFT JOIN',
};

/** The join as a relation whose columns are those of `plan.columns`. Each side keeps its own alias, so equal names do not clash. */
export function printJoin(plan: Join, printer: PlanPrinter): string {
  const { dialect } = printer;
  const column = (side: 'left' | 'right', name: string) => `${side === 'left' ? 'l' : 'r'}.${dialect.identifier(name)}`;
  const side = (expr: Expr, which: 'left' | 'right') => printExpr(expr, dialect, (name) => column(which, name));
  const condition = plan.on
    .map(({ left, right, compare }) => `${side(left, 'left')} ${OPERATORS[compare]} ${side(right, 'right')}`)
    .join(' AND ');
  const left = `${printer.relation(plan.left)} AS l`;
  const right = `${printer.relation(plan.right)} AS r`;
  const select = plan.columns
    .map((item) => `${column(item.side, item.column)} AS ${dialect.identifier(item.name)}`)
    .join(', ');
  return `(\n  SELECT ${select}\n  ${fromClause({ kind: plan.kind, left, right, condition }).replaceAll('\n', '\n  ')}\n)`;
}

function fromClause(join: { kind: JoinKind; left: string; right: string; condition: string }): string {
  const { kind, left, right, condition } = join;
  if (kind === 'cross') return `FROM ${left}\nCROSS JOIN ${right}`;
  const on = condition === '' ? 'TRUE' : condition;
  if (kind === 'left-anti') return `FROM ${left}\nWHERE NOT EXISTS (SELECT 1 FROM ${right} WHERE ${on})`;
  if (kind === 'right-anti') return `FROM ${right}\nWHERE NOT EXISTS (SELECT 1 FROM ${left} WHERE ${on})`;
  return `FROM ${left}\n${KEYWORDS[kind]} ${right}\nON ${on}`;
}
