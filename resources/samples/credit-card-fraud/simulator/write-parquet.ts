import { DuckDBInstance } from '@duckdb/node-api';
import { createNumericTable } from '../../../../nodes/engine/sql/numeric-table.ts';
import { quoteText } from '../../../../nodes/engine/sql/quote.ts';
import { createAtomicFile } from '../../../../nodes/platform/atomic-write.ts';
import { CATEGORIES } from './categories.ts';
import type { Simulation } from './simulate.ts';
import { type RowRange, TRANSACTION_COLUMNS, transactionIdWidth } from './tables.ts';

/**
 * Writes a range of the transactions as Parquet: ids and category as text, the time as TIMESTAMP, amount and position
 * as DOUBLE, is_fraud as BIGINT.
 */
export async function writeParquet(file: string, simulation: Simulation, range: RowRange): Promise<void> {
  const pending = await createAtomicFile(file);
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    await createNumericTable(connection, 'staged', numericColumns(simulation, range));
    const query = `SELECT ${selectList(simulation, range)} FROM staged`;
    await connection.run(`COPY (${query}) TO ${quoteText(pending.path)} (FORMAT parquet, COMPRESSION zstd)`);
    connection.closeSync();
    await pending.commit();
  } catch (error) {
    await pending.discard();
    throw error;
  } finally {
    instance.closeSync();
  }
}

function numericColumns({ transactions }: Simulation, { from, to }: RowRange): Map<string, Int32Array> {
  const names = ['time', 'card', 'merchant', 'category', 'cents', 'lat', 'long', 'fraud'] as const;
  const columns = new Map<string, Int32Array>([
    ['row', Int32Array.from({ length: to - from }, (_, i) => from + i + 1)],
  ]);
  for (const name of names) columns.set(name, new Int32Array(transactions[name].subarray(from, to)));
  return columns;
}

function selectList(simulation: Simulation, range: RowRange): string {
  const { cards, merchants, options } = simulation;
  const id = (letter: string, column: string, width: number) =>
    `format('${letter}{:0${width}d}', CAST(${column} AS BIGINT))`;
  const categories = CATEGORIES.map((category) => quoteText(category.id)).join(', ');
  const expressions = [
    id('T', '"row"', transactionIdWidth(simulation)),
    `TIMESTAMP ${quoteText(`${options.from} 00:00:00`)} + to_seconds("time")`,
    id('C', 'card + 1', idWidth(cards)),
    id('M', 'merchant + 1', idWidth(merchants)),
    `([${categories}])[CAST(category AS INTEGER) + 1]`,
    'cents / 100',
    'lat / 100000',
    '"long" / 100000',
    'CAST(fraud > 0 AS BIGINT)',
  ];
  const kept = TRANSACTION_COLUMNS.slice(0, range.labelled ? 9 : 8);
  return kept.map((name, index) => `${expressions[index]} AS ${name}`).join(', ');
}

const idWidth = (list: readonly { id: string }[]) => (list[0]?.id.length ?? 5) - 1;
