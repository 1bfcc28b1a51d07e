import type { DataType, Schema } from '../../contract/schema.ts';
import type { Expr } from './expr-tree.ts';

export interface OrderBy {
  expr: Expr;
  descending: boolean;
  nullsFirst?: boolean;
}

export type JoinKind = 'left' | 'inner' | 'right' | 'full' | 'left-anti' | 'right-anti' | 'cross' | 'asof';

export type AggregateFunction =
  | 'count'
  | 'count-distinct'
  | 'sum'
  | 'avg'
  | 'min'
  | 'max'
  | 'median'
  | 'quantile'
  | 'stddev'
  | 'first'
  | 'last'
  | 'concat';

export interface Aggregate {
  name: string;
  fn: AggregateFunction;
  /** Absent for `count` of rows. */
  arg?: Expr;
  distinct?: boolean;
  /** The share for `quantile`, the separator for `concat`. */
  parameter?: number | string;
  orderBy?: OrderBy[];
  /** Only rows for which this is true count. */
  where?: Expr;
}

export type WindowFunction = AggregateFunction | 'row-number' | 'rank' | 'dense-rank' | 'lag' | 'lead' | 'ntile';

/** Frame bounds: row counts, or for `range` seconds on a temporal order column; null is unbounded. */
export interface Frame {
  unit: 'rows' | 'range';
  preceding: number | null;
  following: number | null;
  /** Leave the current row (and for `range` its peers at the very same instant) out: only the past counts. */
  excludeCurrent?: boolean;
}

export interface WindowColumn {
  name: string;
  fn: WindowFunction;
  arg?: Expr;
  parameter?: number | string;
  partitionBy: Expr[];
  orderBy: OrderBy[];
  frame?: Frame;
}

export interface Projection {
  name: string;
  expr: Expr;
}

/**
 * A relational plan: a typed tree of plain JSON. One printer a dialect turns it into SQL; nothing else writes SQL for recipes.
 * Column names are matched exactly (case kept). `scan.table` names an input bound by the caller (a view, a Parquet file …).
 */
export type Plan =
  | { op: 'scan'; table: string; schema: Schema }
  | { op: 'project'; input: Plan; columns: Projection[] }
  | { op: 'filter'; input: Plan; where: Expr }
  | {
      op: 'join';
      kind: JoinKind;
      left: Plan;
      right: Plan;
      /** Pairs that must match; `col` inside refers to the named side only. */
      on: { left: Expr; right: Expr; compare: 'eq' | 'lt' | 'le' | 'gt' | 'ge' | 'ne' }[];
      /** Columns of the result, by side. */
      columns: { name: string; side: 'left' | 'right'; column: string }[];
    }
  | { op: 'aggregate'; input: Plan; keys: Projection[]; aggregates: Aggregate[] }
  | { op: 'window'; input: Plan; columns: WindowColumn[] }
  /** Each row becomes one row a column of `columns`: its name and its value, as `type`; the columns of `keep` beside it. */
  | {
      op: 'unpivot';
      input: Plan;
      keep: string[];
      columns: string[];
      name: string;
      value: string;
      type: DataType;
    }
  | {
      op: 'union';
      inputs: Plan[] /** Result columns; an input without one gives null. */;
      schema: Schema;
      originColumn?: { name: string; values: string[] };
    }
  | { op: 'distinct'; input: Plan; keys?: string[] }
  | { op: 'sort'; input: Plan; by: OrderBy[] }
  | { op: 'limit'; input: Plan; count: number; offset?: number }
  | {
      op: 'sample';
      input: Plan;
      method:
        | { kind: 'rows'; count: number; seed: number }
        | { kind: 'share'; share: number; seed: number }
        /** Rows whose hash, of the keys or else of all columns, lies between two shares: slices of one seed never overlap. */
        | { kind: 'slice'; from: number; to: number; seed: number; keys?: string[] };
    };
