import { DOUBLE, type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { quoteIdentifier } from './quote.ts';

const BLOCK = 2048;

/** A double vector's writable memory; setting cell by cell is many times slower. */
interface RawVector {
  items: Float64Array;
  flush(): void;
}

/** Makes a table of DOUBLE columns from typed arrays of one length. NaN stays NaN. */
export async function createNumericTable(
  connection: DuckDBConnection,
  table: string,
  columns: ReadonlyMap<string, Float64Array | Float32Array | Int32Array>,
): Promise<void> {
  const names = [...columns.keys()];
  const arrays = [...columns.values()];
  const rows = arrays[0]?.length ?? 0;
  await connection.run(
    `CREATE TABLE ${quoteIdentifier(table)} (${names.map((name) => `${quoteIdentifier(name)} DOUBLE`).join(', ')})`,
  );
  const appender = await connection.createAppender(table);
  const chunk = DuckDBDataChunk.create(names.map(() => DOUBLE));
  for (let start = 0; start < rows; start += BLOCK) {
    const end = Math.min(rows, start + BLOCK);
    chunk.rowCount = end - start;
    for (const [index, values] of arrays.entries()) {
      const vector = chunk.getColumnVector(index) as unknown as RawVector;
      vector.items.set(values.subarray(start, end));
      vector.flush();
    }
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
