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

/** Gathers blocks into one array a column. */
export class NumericCollector {
  private names: string[] = [];
  private columns: Float64Array[] = [];
  private used = 0;

  get isEmpty(): boolean {
    return this.used === 0;
  }

  append(chunk: NumericChunk): void {
    if (this.isEmpty) this.columns = chunk.columns.map(() => new Float64Array(65_536));
    this.names = chunk.names;
    const capacity = this.columns[0]?.length ?? 0;
    if (this.used + chunk.rowCount > capacity) this.columns = this.columns.map((column) => grow(column, capacity * 2));
    for (const [index, values] of chunk.columns.entries()) {
      this.columns[index]?.set(values.subarray(0, chunk.rowCount), this.used);
    }
    this.used += chunk.rowCount;
  }

  result(): { names: string[]; columns: Float64Array[] } {
    return { names: this.names, columns: this.columns.map((column) => column.slice(0, this.used)) };
  }
}

function grow(values: Float64Array, length: number): Float64Array {
  const larger = new Float64Array(length);
  larger.set(values);
  return larger;
}
