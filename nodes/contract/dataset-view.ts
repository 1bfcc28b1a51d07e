import { z } from 'zod';
import { Sample } from './sample.ts';

export const SortSpec = z.object({ column: z.string(), descending: z.boolean() });
export type SortSpec = z.infer<typeof SortSpec>;

const textMatches = ['contains', 'not-contains', 'equals', 'starts', 'ends', 'pattern'] as const;
export type TextMatch = (typeof textMatches)[number];

const column = z.string().min(1);
const text = z.string().max(10_000);

/** Which rows to show, by one column. */
export const RowFilter = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('values'),
    column,
    /** Null stands for empty cells. */
    values: z.array(text.nullable()).max(10_000).readonly(),
    exclude: z.boolean(),
  }),
  /** Ends as they are typed; one that is left out is open. */
  z.object({ kind: z.literal('range'), column, from: text, to: text, exclude: z.boolean().optional() }),
  z.object({ kind: z.literal('text'), column, match: z.enum(textMatches), text }),
  /** Of lists: those with this item. */
  z.object({ kind: z.literal('has'), column, item: text }),
  z.object({ kind: z.literal('empty'), column, empty: z.boolean() }),
  z.object({ kind: z.literal('invalid'), column, invalid: z.boolean() }),
]);
export type RowFilter = z.infer<typeof RowFilter>;

const columns = z.array(z.string()).max(20_000).readonly();

/** How a person has arranged the columns of a table; names that are not there are ignored. */
export const ColumnLayout = z.object({
  /** Columns that were moved, in their order; others follow where they stand in the data. */
  order: columns,
  hidden: columns,
  /** Stay in view at the left, in this order. */
  pinned: columns,
  /** Widths chosen by hand, in pixels. */
  widths: z.record(z.string(), z.number().min(1).max(10_000)).readonly(),
});
export type ColumnLayout = z.infer<typeof ColumnLayout>;

/** What of a dataset a person has on show: which rows, in which order, how its columns are arranged, which one is looked into. */
export const DatasetView = z.object({
  sample: Sample,
  sort: z.array(SortSpec).max(100).readonly(),
  filters: z.array(RowFilter).max(500).readonly(),
  /** A condition typed by hand; empty when there is none. */
  formula: z.string().max(100_000),
  column: z.string().nullable(),
  layout: ColumnLayout,
});
export type DatasetView = z.infer<typeof DatasetView>;
