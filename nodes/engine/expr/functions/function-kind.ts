import type { DataType } from '../../../contract/schema.ts';
import type { Expr } from '../../sql/expr-tree.ts';
import type { Value } from '../value.ts';

/**
 * What a parameter takes and what it is converted to before the call: `number` any number as double, `arith` 64-bit whole
 * numbers or, when one argument is not whole, doubles; `int` whole numbers; `temporal` dates and timestamps as timestamp;
 * `text` anything, as text; `same` all such arguments in their common type; `scalar` likewise, anything that can be compared; `any` as it is.
 */
export type ParamType =
  | 'any'
  | 'same'
  | 'scalar'
  | 'string'
  | 'text'
  | 'boolean'
  | 'int'
  | 'number'
  | 'arith'
  | 'temporal'
  | 'array';

export interface Param {
  readonly name: string;
  readonly type: ParamType;
  readonly optional?: boolean;
  /** Must be a fixed text or number in the formula: a pattern, a format, a unit. */
  readonly literal?: boolean;
}

interface ValueOf {
  any: Value;
  same: Value;
  scalar: Value;
  string: string;
  text: string;
  boolean: boolean;
  int: number;
  number: number;
  arith: number | bigint;
  temporal: number;
  array: readonly Value[];
}

type ArgumentsOf<P extends readonly Param[]> = { [I in keyof P]: ValueOf[P[I]['type']] };

export type RowFunction = (...args: Value[]) => Value;

/** An example: a formula and its result as it goes over the wire. Run on both engines, shown in the help. */
export type FunctionCase = readonly [formula: string, result: unknown];

/** A typed expression: what the type checker and the builders hand around. `null` is the type of a bare null. */
export interface TypedExpr {
  readonly expr: Expr;
  readonly type: DataType | 'null';
}

interface FunctionIdentity {
  readonly id: string;
  readonly category: FunctionCategory;
  readonly help: string;
  readonly keywords?: readonly string[];
  readonly params: readonly Param[];
  /** Any number of further arguments of this type. */
  readonly rest?: Param;
  /** How it is written when it is an operator: `a + b`. */
  readonly operator?: string;
  readonly cases: readonly FunctionCase[];
}

export type FunctionCategory =
  | 'operators'
  | 'text'
  | 'numbers'
  | 'dates'
  | 'logic'
  | 'conversion'
  | 'geography'
  | 'privacy'
  | 'lists';

/** A function with an implementation for each back end. Null in any argument gives null, unless `nulls` is `own`. */
export interface PrimitiveFunction extends FunctionIdentity {
  readonly nulls?: 'strict' | 'own';
  readonly result: DataType | ((types: readonly DataType[]) => DataType);
  /** DuckDB SQL; `literals` holds the fixed arguments, by place. */
  readonly sql: (args: readonly string[], literals: readonly Value[]) => string;
  /** The closure of the row engine, made once for the fixed arguments. */
  readonly bind: (literals: readonly Value[]) => RowFunction;
  /** The row engine stops at the first argument that is not null and gives that. */
  readonly firstOnly?: true;
  /** What is wrong with the fixed arguments, if anything. */
  readonly checkLiterals?: (literals: readonly Value[]) => string | undefined;
}

/** A function that is written with other functions. */
export interface MacroFunction extends FunctionIdentity {
  readonly expand: (args: readonly TypedExpr[], builder: Builder) => TypedExpr;
}

export type FunctionKind = PrimitiveFunction | MacroFunction;

/** What a macro builds with: typed calls, casts and conditions. Problems are thrown. */
export interface Builder {
  call(fn: string, ...args: readonly TypedExpr[]): TypedExpr;
  /** A tolerant cast: what does not fit becomes null. */
  cast(arg: TypedExpr, to: DataType): TypedExpr;
  choose(branches: readonly { if: TypedExpr; then: TypedExpr }[], otherwise: TypedExpr): TypedExpr;
}

type Definition<P extends readonly Param[]> = Omit<PrimitiveFunction, 'bind' | 'params'> & { readonly params: P };

/** Defines a function from a plain row function; its argument types follow from the parameters. */
export function defineFunction<const P extends readonly Param[]>(
  definition: Definition<P> & { readonly row: (...args: ArgumentsOf<P>) => Value },
): PrimitiveFunction {
  const { row, ...kind } = definition;
  const bound = row as unknown as RowFunction;
  return { ...kind, bind: () => bound };
}

/** Defines a function whose row function depends on fixed arguments, or takes any number of them. */
export function defineBound(definition: PrimitiveFunction): PrimitiveFunction {
  return definition;
}

export function defineMacro(definition: MacroFunction): MacroFunction {
  return definition;
}

export function isMacro(kind: FunctionKind): kind is MacroFunction {
  return 'expand' in kind;
}
