import { resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const shared = resolve(import.meta.dirname, '../../../shared/data');

/** Independently generated data of the same shape; may be absent. */
export const peerSample = resolve(shared, 'sparkov_sample');
export const peerFull = resolve(shared, 'sparkov_generated_full');

/** The rows of a query over files, in a database of its own. */
export async function query(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJS();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
