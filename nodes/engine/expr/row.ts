import type { DataType, Schema } from '../../contract/schema.ts';
import type { Expr, Literal } from '../sql/expr-tree.ts';
import { parseDays, parseMicros } from '../sql/temporal.ts';
import { caster } from './cast-value.ts';
import type { RowFunction } from './functions/function-kind.ts';
import { primitive, typeOf } from './type-of.ts';
import type { Value } from './value.ts';

export type Row = readonly Value[];
export type RowExpr = (row: Row) => Value;

/** An expression as a closure over rows whose values stand in the order of `schema`. */
export function compileExpr(expr: Expr, schema: Schema): RowExpr {
  const compile = (part: Expr): RowExpr => {
    switch (part.op) {
      case 'col': {
        const index = schema.findIndex((column) => column.name === part.name);
        if (index < 0) throw new Error(`the relation has no column ${part.name}`);
        return (row) => row[index] ?? null;
      }
      case 'lit': {
        const value = literalValue(part);
        return () => value;
      }
      case 'cast': {
        const arg = compile(part.arg);
        const cast = caster(typeOf(part.arg, schema), part.to, part.try);
        return (row) => cast(arg(row));
      }
      case 'case': {
        const branches = part.when.map((branch) => ({ holds: compile(branch.if), result: compile(branch.then) }));
        const otherwise = compile(part.else);
        return (row) => (branches.find((branch) => branch.holds(row) === true)?.result ?? otherwise)(row);
      }
      case 'call': {
        const { bind, nulls, firstOnly } = primitive(part.fn);
        if (firstOnly) return firstValue(part.args.map(compile));
        const literals = part.args.map((arg) => (arg.op === 'lit' ? literalValue(arg) : null));
        return applied(bind(literals), part.args.map(compile), nulls === 'own');
      }
    }
  };
  return compile(expr);
}

/** The value of a literal in the row engine. */
export function literalValue({ type, value }: Literal): Value {
  return value === null ? null : decodeLiteral(type, value);
}

function decodeLiteral(type: DataType, value: string | number | boolean): Value {
  switch (type) {
    case 'bigint':
      return BigInt(value);
    case 'int':
    case 'double':
      return Number(value);
    case 'date':
      return parseDays(String(value));
    case 'timestamp':
      return parseMicros(String(value));
    case 'timestamptz':
      return parseMicros(String(value), true);
    default:
      return value;
  }
}

function firstValue(args: readonly RowExpr[]): RowExpr {
  return (row) => {
    for (const arg of args) {
      const value = arg(row);
      if (value !== null) return value;
    }
    return null;
  };
}

/** A call with its arguments; calls with few arguments avoid an array per row. */
function applied(fn: RowFunction, args: readonly RowExpr[], ownNulls: boolean): RowExpr {
  const [first, second, third] = args;
  if (ownNulls) return (row) => fn(...args.map((arg) => arg(row)));
  if (first && args.length === 1) {
    return (row) => {
      const a = first(row);
      return a === null ? null : fn(a);
    };
  }
  if (first && second && args.length === 2) {
    return (row) => {
      const a = first(row);
      const b = second(row);
      return a === null || b === null ? null : fn(a, b);
    };
  }
  if (first && second && third && args.length === 3) {
    return (row) => {
      const a = first(row);
      const b = second(row);
      const c = third(row);
      return a === null || b === null || c === null ? null : fn(a, b, c);
    };
  }
  return (row) => {
    const values = args.map((arg) => arg(row));
    return values.includes(null) ? null : fn(...values);
  };
}
