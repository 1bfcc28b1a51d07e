import { DuckDBDoubleVector, type DuckDBVector } from '@duckdb/node-api';

/** A block of rows of numeric columns. The arrays are longer than `rowCount` and reused for the next block. */
export interface NumericChunk {
  names: string[];
  columns: Float64Array[];
  rowCount: number;
}

/** The members behind a double vector: the client declares them private, and reading cell by cell is several times slower. */
interface RawDoubles {
  items: Float64Array;
  validity: { data: BigUint64Array | null };
}

/** Copies a vector of doubles into `target`, null as NaN. */
export function copyDoubles(vector: DuckDBVector, target: Float64Array): void {
  if (!(vector instanceof DuckDBDoubleVector)) throw new Error(`expected doubles, got ${vector.type}`);
  const { items, validity } = vector as unknown as RawDoubles;
  target.set(items);
  if (validity.data === null) return;
  const bits = new Uint8Array(validity.data.buffer, validity.data.byteOffset, validity.data.byteLength);
  for (let row = 0; row < items.length; row++) {
    if (((bits[row >> 3] ?? 0) & (1 << (row & 7))) === 0) target[row] = Number.NaN;
  }
}
