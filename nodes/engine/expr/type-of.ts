import type { DataType, Schema } from '../../contract/schema.ts';
import type { Expr } from '../sql/expr-tree.ts';
import { isMacro, type PrimitiveFunction } from './functions/function-kind.ts';
import { functions } from './functions/registry.ts';

/** The primitive function behind a call of the tree. An unknown one is a bug: the checker lets none through. */
export function primitive(fn: string): PrimitiveFunction {
  const kind = functions.find(fn);
  if (kind === undefined || isMacro(kind)) throw new Error(`there is no primitive function ${fn}`);
  return kind;
}

/** The type of a checked expression over the columns of `schema`. */
export function typeOf(expr: Expr, schema: Schema): DataType {
  switch (expr.op) {
    case 'col': {
      const column = schema.find((candidate) => candidate.name === expr.name);
      if (column === undefined) throw new Error(`the relation has no column ${expr.name}`);
      return column.type;
    }
    case 'lit':
      return expr.type;
    case 'cast':
      return expr.to;
    case 'case':
      return typeOf(expr.else, schema);
    case 'call': {
      const { result } = primitive(expr.fn);
      return typeof result === 'string' ? result : result(expr.args.map((arg) => typeOf(arg, schema)));
    }
  }
}
