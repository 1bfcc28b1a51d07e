import { isAppError } from '../../base/app-error.ts';
import { closest } from '../../base/closest.ts';
import type { Problem } from '../../base/problem.ts';
import { fail } from '../../contract/errors/index.ts';
import type { DataType, Schema } from '../../contract/schema.ts';
import type { Expr } from '../sql/expr-tree.ts';
import { call, callAt, castTo, column, empty, literal } from './build.ts';
import type { TypedExpr } from './functions/function-kind.ts';
import { parseFormula, type Syntax } from './parse.ts';
import { describeType, type FormulaType } from './types.ts';

export interface CompiledFormula {
  expr: Expr;
  type: DataType;
}

/**
 * A formula as a typed expression over the columns of `schema`. With `expect` the result must have (or safely convert to)
 * that type. Throws FORMULA_* errors; their data hold `position` (1-based).
 */
export function compileFormula(formula: string, schema: Schema, expect?: DataType): CompiledFormula {
  const typed = compileTyped(formula, schema);
  const type = typed.type === 'null' ? (expect ?? 'string') : typed.type;
  const value = typed.type === 'null' ? empty(type) : typed;
  if (expect === undefined || type === expect) return { expr: value.expr, type };
  if (!convertsSafely(type, expect)) {
    const found = describeType(type);
    throw fail('FORMULA_TYPE', { position: 1, name: 'the result', expected: describeType(expect), found });
  }
  return { expr: castTo(value, expect).expr, type: expect };
}

/** Like `compileFormula`, for builders: the type of a bare null stays `null`. */
export function compileTyped(formula: string, schema: Schema): TypedExpr {
  const columns = new Map(schema.map((item) => [item.name, item.type]));
  return typed(parseFormula(formula), columns);
}

/** What is wrong with a formula, and its type when nothing is. Never throws for a faulty formula. */
export function checkFormula(
  formula: string,
  schema: Schema,
  expect?: DataType,
): { type?: DataType; problems: Problem[] } {
  try {
    return { type: compileFormula(formula, schema, expect).type, problems: [] };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { problems: [{ code: error.code, severity: 'error', message: error.message, data: error.data }] };
  }
}

function convertsSafely(from: FormulaType, to: DataType): boolean {
  if (to === 'double') return from === 'int' || from === 'bigint' || from === 'decimal';
  if (to === 'bigint') return from === 'int';
  return to === 'timestamp' && (from === 'date' || from === 'timestamptz');
}

function typed(tree: Syntax, columns: ReadonlyMap<string, DataType>): TypedExpr {
  switch (tree.kind) {
    case 'text':
      return literal(tree.text);
    case 'boolean':
      return literal(tree.value);
    case 'null':
      return empty();
    case 'number':
      return numberLiteral(tree.text);
    case 'column':
      return columnAt(tree, columns);
    case 'call': {
      const args = tree.args.map((arg) => typed(arg, columns));
      return callAt(tree.name, args, { start: tree.start, args: tree.args.map((arg) => arg.start) });
    }
  }
}

/** Digits alone are whole numbers as long as they fit 64 bits; everything else is a double. */
function numberLiteral(text: string): TypedExpr {
  if (!/^-?\d+$/.test(text)) return literal(Number(text), 'double');
  const value = BigInt(text);
  if (value >= -(2n ** 31n) && value < 2n ** 31n) return literal(Number(text), 'int');
  return value >= -(2n ** 63n) && value < 2n ** 63n ? literal(text, 'bigint') : literal(Number(text), 'double');
}

function columnAt(tree: Syntax & { kind: 'column' }, columns: ReadonlyMap<string, DataType>): TypedExpr {
  const type = columns.get(tree.name);
  if (type !== undefined) return column(tree.name, type);
  const near = closest(tree.name, columns.keys());
  const suggestion = near === undefined ? '' : `; did you mean “${near}”?`;
  throw fail('FORMULA_COLUMN_UNKNOWN', { position: tree.start + 1, end: tree.end, name: tree.name, suggestion });
}

/** Both conditions; either may be missing. */
export function bothHold(a: TypedExpr | undefined, b: TypedExpr | undefined): TypedExpr | undefined {
  return a && b ? call('and', a, b) : (a ?? b);
}
