import { z } from 'zod';
import { fail } from '../../contract/errors/index.ts';
import { Schema } from '../../contract/schema.ts';
import type { Value } from '../expr/value.ts';
import { decodeValue } from '../expr/value-codec.ts';

/** A packed table: columns of values as on the wire, the keys first. Histories are sorted by key and order. */
export const TableFile = z.object({
  version: z.literal(1),
  kind: z.enum(['lookup', 'history']),
  keys: z.array(z.string()),
  order: z.string().nullable(),
  schema: Schema,
  columns: z.array(z.array(z.unknown())),
});
export type TableFile = z.infer<typeof TableFile>;

/** A table in memory: rows of a key by look-up. */
export interface KeyedTable {
  /** Decoded columns by name. */
  readonly columns: ReadonlyMap<string, readonly Value[]>;
  /** A column as numbers with NaN for null; undefined when its values are not all numbers (NaN among them is not one). */
  numbers(name: string): Float64Array | undefined;
  /** First row (and number of rows) of a key. */
  find(key: string): { start: number; count: number } | undefined;
}

/** Text of the key of a look-up: equal values of any number type give equal texts. Null when a part is null: nothing matches it. */
export function lookupKey(values: readonly Value[]): string | null {
  if (values.length === 1) return values[0] === null || values[0] === undefined ? null : String(values[0]);
  return values.includes(null) ? null : partitionKey(values);
}

/** Text of a partition: as `lookupKey`, but null is a value like others. */
export function partitionKey(values: readonly Value[]): string {
  if (values.length === 1) return values[0] === null ? 'null' : `=${String(values[0])}`;
  return JSON.stringify(values.map((value) => (value === null ? null : String(value))));
}

/** Loads a table. SERVING_PACKAGE. */
export function openTable(file: TableFile): KeyedTable {
  const columns = new Map<string, Value[]>();
  for (const [index, column] of file.schema.entries()) {
    const values = file.columns[index] ?? [];
    columns.set(
      column.name,
      values.map((value) => decodeValue(value, column.type, { column: column.name })),
    );
  }
  const keys = file.keys.map((name) => columns.get(name) ?? []);
  const rows = file.columns[0]?.length ?? 0;
  const places = new Map<string, { start: number; count: number }>();
  for (let row = 0; row < rows; row++) {
    const parts = keys.map((values) => values[row]!);
    const text = file.kind === 'history' ? partitionKey(parts) : lookupKey(parts);
    if (text === null) continue;
    const place = places.get(text);
    if (!place) places.set(text, { start: row, count: 1 });
    else if (place.start + place.count === row) place.count++;
    else throw fail('SERVING_PACKAGE', { problem: 'a history is not in order' });
  }
  const packed = new Map<string, Float64Array | undefined>();
  return {
    columns,
    numbers: (name) => {
      if (!packed.has(name)) packed.set(name, packNumbers(columns.get(name) ?? []));
      return packed.get(name);
    },
    find: (key) => places.get(key),
  };
}

function packNumbers(values: readonly Value[]): Float64Array | undefined {
  const packed = new Float64Array(values.length);
  for (const [row, value] of values.entries()) {
    if (value !== null && (typeof value !== 'number' || Number.isNaN(value))) return undefined;
    packed[row] = value ?? Number.NaN;
  }
  return packed;
}
