import { z } from 'zod';
import { Schema } from '../schema.ts';
import { Id } from './ids.ts';

/** Rows kept in a test: small enough to read in version control. */
export const maxGoldenRows = 2000;

/** A small table as kept in a test: rows of values as on the wire (see `RowsPage`), in the order of the schema. */
export const GoldenTable = z.object({
  schema: Schema,
  rows: z.array(z.array(z.unknown())).max(maxGoldenRows),
});
export type GoldenTable = z.infer<typeof GoldenTable>;

/** Rows a dataset must have when the part is run on the pinned inputs. */
export const GoldenExpectation = GoldenTable.extend({
  /** Rows must also come in this order. */
  ordered: z.boolean().default(false),
  /** Columns that tell rows apart, so that a changed row is shown as such and not as one missing and one extra. */
  keys: z.array(z.string()).default([]),
  /** Columns that are not compared. */
  ignore: z.array(z.string()).default([]),
});
export type GoldenExpectation = z.infer<typeof GoldenExpectation>;

/** `tests/<id>.json`: a part of the flow with pinned inputs and the rows it must make of them. */
export const GoldenTest = z.object({
  id: Id,
  name: z.string().min(1).max(200),
  notes: z.string().optional(),
  tags: z.array(z.string()).optional(),
  /** Tests switched off are kept, but neither run at bundling nor before activation. */
  enabled: z.boolean().default(true),
  /** Largest difference of two numbers that count as equal, as a share of the larger one (below 1: absolute). */
  tolerance: z.number().min(0).default(1e-9),
  /** Values of variables during the test. */
  variables: z.record(z.string(), z.string()).default({}),
  /** Dataset → its pinned rows. */
  inputs: z.record(Id, GoldenTable),
  /** Dataset → the rows it must have. */
  outputs: z.record(Id, GoldenExpectation),
});
export type GoldenTest = z.infer<typeof GoldenTest>;
