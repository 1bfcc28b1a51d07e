import { z } from 'zod';
import { dataTypes } from './data-types.ts';

export * from './data-types.ts';

/** Storage type of a column. */
export const DataType = z.enum(dataTypes);
export type DataType = z.infer<typeof DataType>;

/** What a column means, above its storage. */
export const meanings = [
  'text',
  'decimal',
  'integer',
  'boolean',
  'date',
  'email',
  'url',
  'ip',
  'country',
  'us-state',
  'latitude',
  'longitude',
  'currency',
  'id',
  'category',
] as const;
export const Meaning = z.enum(meanings);
export type Meaning = z.infer<typeof Meaning>;

/** One of the project's own meanings, by its id. */
export const OwnMeaningId = z.templateLiteral(['own:', z.string().min(1)]);
export type OwnMeaningId = z.infer<typeof OwnMeaningId>;
export type ColumnMeaning = Meaning | OwnMeaningId;

export const Column = z.object({
  name: z.string().min(1),
  type: DataType,
  meaning: z.union([Meaning, OwnMeaningId]).optional(),
  comment: z.string().optional(),
});
export type Column = z.infer<typeof Column>;

export const Schema = z.array(Column);
export type Schema = z.infer<typeof Schema>;

/**
 * A page of rows on the wire, by column. 64-bit integers and decimals are strings, dates `YYYY-MM-DD`,
 * timestamps ISO without zone, with-zone timestamps ISO in UTC; NaN and infinities are the strings `NaN`, `Infinity`, `-Infinity`.
 */
export const RowsPage = z.object({
  schema: Schema,
  /** One array a column, in schema order, all of the same length. */
  columns: z.array(z.array(z.unknown())),
  offset: z.number().int(),
  /** Rows in the whole, when known. */
  total: z.number().int().nullable(),
  /** How the rows were chosen, in words for the reader: `first 10,000 rows`, `all rows`. */
  sample: z.string(),
  /** Of rows that cannot be counted: what is wrong with one beyond those read so far. */
  problem: z.string().optional(),
});
export type RowsPage = z.infer<typeof RowsPage>;
