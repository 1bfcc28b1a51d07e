import type { DataType, Schema } from '../../contract/schema.ts';
import type { Expr, Literal } from './expr-tree.ts';

/** What a printer must know about one SQL database. Functions are added by the formula language, which knows them all. */
export interface Dialect {
  readonly id: 'duckdb';
  identifier(name: string): string;
  literal(literal: Literal): string;
  typeName(type: DataType): string;
  cast(sql: string, to: DataType, tolerant: boolean): string;
  /** SQL of a function call; `printed` arguments are safe beside operators, `args` are the same as trees. */
  call(fn: string, printed: readonly string[], args: readonly Expr[]): string;
  /** Type of an expression over the columns of `schema`. */
  typeOf: TypeOf;
}

export type TypeOf = (expr: Expr, schema: Schema) => DataType;
