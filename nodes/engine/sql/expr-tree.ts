import type { DataType } from '../../contract/schema.ts';

/** A literal of the tree. 64-bit integers, decimals, dates and timestamps are text in `value`; `type` tells what they are. */
export interface Literal {
  op: 'lit';
  type: DataType;
  value: string | number | boolean | null;
}

/**
 * A scalar expression over the columns of one relation: plain JSON, printed as SQL by a dialect and compiled to
 * closures by the row engine. Operators are calls too: `add`, `eq`, `and` … are functions of the same registry.
 */
export type Expr =
  | { op: 'col'; name: string }
  | Literal
  | { op: 'call'; fn: string; args: Expr[] }
  | { op: 'case'; when: { if: Expr; then: Expr }[]; else: Expr }
  | { op: 'cast'; to: DataType; arg: Expr /** null instead of an error when the value does not fit */; try: boolean };
