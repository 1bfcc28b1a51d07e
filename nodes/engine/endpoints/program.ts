import { z } from 'zod';
import { Schema } from '../../contract/schema.ts';
import type { Expr } from '../sql/expr-tree.ts';
import type { Plan, Projection, WindowColumn } from '../sql/plan.ts';

/** A column of a row joined with a table: taken from the live row, or from the table's match. */
export interface LookupColumn {
  name: string;
  from: 'live' | 'table';
  column: string;
}

/** One thing done to a live row. `schema`: the columns after it, in order. */
export type Stage = { schema: Schema } & (
  | { op: 'project'; columns: Projection[] }
  /** Adds the columns of the one row of `table` with these keys; without a match they are null, as a left join gives. */
  | { op: 'lookup'; table: string; keys: Expr[]; columns: LookupColumn[] }
  /** Adds figures over the past rows of the same partition, kept in `history`. */
  | { op: 'window'; columns: WindowColumn[]; history: string[] }
);

/**
 * The way of one raw record to the features of a model, as plain data: what the flow's recipes do to many rows, for one.
 * It is packed into the service, so that preparation cannot drift from training.
 */
export interface Program {
  version: 1;
  /** Columns a caller sends. */
  raw: Schema;
  /** Those of them that the features depend on. */
  required: string[];
  stages: Stage[];
  /** Columns after the last stage. */
  features: Schema;
}

/** `program.json` as read from a package; expressions are checked when they are compiled. */
export const ProgramFile = z.object({
  version: z.literal(1),
  raw: Schema,
  required: z.array(z.string()),
  stages: z.array(z.looseObject({ op: z.enum(['project', 'lookup', 'window']), schema: Schema })),
  features: Schema,
});

/** Rows of the past that figures need: those within `span` (µs or days, as the order column), and the last `rows` before them. */
export interface HistoryReach {
  span: number;
  rows: number;
}

/** A table that a stage looks things up in: the SELECT that fills it when the service is packed. */
export interface TableRequest {
  name: string;
  kind: 'lookup' | 'history';
  /** Names of the key columns; they come first in the SELECT. */
  keys: string[];
  /** Name of the order column of a history. */
  order?: string;
  /** How far back the figures of a history look; null: all rows are needed. */
  reach?: HistoryReach | null;
  plan: Plan;
}
