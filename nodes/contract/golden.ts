import { z } from 'zod';
import { ErrorBody, ProblemShape } from './flow.ts';
import { GoldenTest } from './project/index.ts';
import { Column, Schema } from './schema.ts';

/** A row that is there with other values than expected. Rows are numbered from 0 on in their own table. */
export const ChangedRow = z.object({
  expectedRow: z.number().int(),
  actualRow: z.number().int(),
  /** The expected row. */
  row: z.array(z.unknown()),
  cells: z.array(z.object({ column: z.string(), expected: z.unknown(), actual: z.unknown() })),
});
export type ChangedRow = z.infer<typeof ChangedRow>;

/** How the rows of one dataset differ from what a test expects. Lists are cut; counts are of all. */
export const GoldenDiff = z.object({
  dataset: z.string(),
  ok: z.boolean(),
  /** Columns as expected; the rows below have their order. */
  schema: Schema,
  rowsExpected: z.number().int(),
  rowsActual: z.number().int(),
  sameRows: z.number().int(),
  counts: z.object({ missing: z.number().int(), extra: z.number().int(), changed: z.number().int() }),
  missing: z.array(z.object({ expectedRow: z.number().int(), row: z.array(z.unknown()) })),
  extra: z.array(z.object({ actualRow: z.number().int(), row: z.array(z.unknown()) })),
  changed: z.array(ChangedRow),
  missingColumns: z.array(Column),
  extraColumns: z.array(Column),
  changedTypes: z.array(z.object({ column: z.string(), expected: z.string(), actual: z.string() })),
  /** The same rows in another order, where order counts. */
  orderDiffers: z.boolean(),
  /** Columns that the test leaves out. */
  ignored: z.array(z.string()),
  /** Whether the order of rows was compared too. */
  ordered: z.boolean(),
  /** The first rows that the part made, in the order of `schema`. */
  first: z.array(z.array(z.unknown())),
});
export type GoldenDiff = z.infer<typeof GoldenDiff>;

/** What came of a golden test. `broken`: it could not run. */
export const GoldenResult = z.object({
  test: z.string(),
  name: z.string(),
  status: z.enum(['passed', 'failed', 'broken']),
  ranAt: z.string(),
  ms: z.number(),
  /** In words: what differs, or that all is as expected. */
  message: z.string(),
  outputs: z.array(GoldenDiff),
  /** Pinned rows of each input. */
  inputs: z.array(z.object({ dataset: z.string(), rows: z.number().int() })),
  /** Recipes that ran; none when it is broken. */
  recipes: z.array(z.string()),
  /** Largest difference of two numbers that counted as equal; see `GoldenTest`. */
  tolerance: z.number(),
  error: ErrorBody.nullable(),
});
export type GoldenResult = z.infer<typeof GoldenResult>;

/** A test of the project as it stands: what it covers, and its last result. */
export const GoldenState = z.object({
  test: z.string(),
  /** Recipes, datasets and models of the part that is tested, its inputs and outputs included. */
  covers: z.array(z.string()),
  /** Why it could not run. */
  problem: ProblemShape.nullable(),
  result: GoldenResult.nullable(),
  /** The test or its part changed since the result. */
  stale: z.boolean(),
});
export type GoldenState = z.infer<typeof GoldenState>;

/** How the rows of an input are pinned: chosen from the current data, or given. */
export const CaptureInput = z.object({
  rows: z.number().int().min(1).max(500).default(20),
  /** Formula; rows for which it is true. Without one, rows that belong together are chosen. */
  filter: z.string().optional(),
});
export const CaptureRequest = z.object({
  name: z.string().min(1).max(200),
  inputs: z.record(z.string(), CaptureInput),
  outputs: z.array(z.string()).min(1),
});
export type CaptureRequest = z.infer<typeof CaptureRequest>;

/** A test with the rows that its part makes now as its expectation; not saved yet. */
export const CapturedTest = z.object({ test: GoldenTest });
