import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { createAtomicFile, createAtomicFolder } from '../../../../nodes/platform/atomic-write.ts';
import { writeStream } from '../../../../nodes/platform/files.ts';
import { DAY, isoDate } from './calendar.ts';
import { rowsBefore, type Simulation, type SimulationOptions, simulate } from './simulate.ts';
import { cardholdersCsv, labelsCsv, merchantsCsv, type RowRange, transactionsCsv } from './tables.ts';
import { writeParquet } from './write-parquet.ts';

/** What to simulate and how to write the transactions; the small tables are always CSV. */
export interface SampleOptions extends SimulationOptions {
  format?: 'csv' | 'parquet';
}

/** What was written. */
export interface SampleSummary {
  historyRows: number;
  arrivingRows: number;
  frauds: number;
  dailyFiles: number;
}

/**
 * Simulates and writes the sample into `dir`: transactions_history.csv.gz, daily/transactions_YYYY-MM-DD.csv without
 * the truth, daily_labels.csv, cardholders.csv, merchants.csv. Each file, and the folder of daily files, appears whole
 * or not at all. Errors: INPUT_INVALID, NODE_WRITE_FAILED.
 */
export async function writeSample(dir: string, options: SampleOptions): Promise<SampleSummary> {
  const simulation = simulate(options);
  const format = options.format ?? 'csv';
  const history = { from: 0, to: simulation.historyRows, labelled: true };
  await writeCsv(join(dir, 'cardholders.csv'), cardholdersCsv(simulation.cards));
  await writeCsv(join(dir, 'merchants.csv'), merchantsCsv(simulation));
  await writeCsv(join(dir, 'daily_labels.csv'), labelsCsv(simulation));
  await writeDaily(join(dir, 'daily'), simulation, format);
  const historyName = `transactions_history.${format === 'csv' ? 'csv.gz' : 'parquet'}`;
  await writeTransactions(join(dir, historyName), simulation, history);
  const { count, fraud } = simulation.transactions;
  return {
    historyRows: simulation.historyRows,
    arrivingRows: count - simulation.historyRows,
    frauds: fraud.reduce((sum, kind) => sum + (kind > 0 ? 1 : 0), 0),
    dailyFiles: options.arrivingDays,
  };
}

/**
 * Writes a table of exactly `rows` labelled transactions as Parquet, for benchmarks: the first ones of as many cards as
 * it takes over a year and a half.
 */
export async function writeBenchTable(file: string, options: { rows: number; seed: number }): Promise<void> {
  const days = 546;
  for (let cards = Math.ceil(options.rows / (1.47 * days)); ; cards = Math.ceil(cards * 1.1) + 1) {
    const simulation = simulate({ seed: options.seed, cards, from: '2025-01-01', days, arrivingDays: 0 });
    if (simulation.historyRows < options.rows) continue;
    return writeTransactions(file, simulation, { from: 0, to: options.rows, labelled: true });
  }
}

async function writeDaily(folder: string, simulation: Simulation, format: 'csv' | 'parquet'): Promise<void> {
  const { from, days, arrivingDays } = simulation.options;
  const pending = await createAtomicFolder(folder);
  try {
    for (let day = days; day < days + arrivingDays; day++) {
      const range = {
        from: rowsBefore(simulation.transactions, day * DAY),
        to: rowsBefore(simulation.transactions, (day + 1) * DAY),
        labelled: false,
      };
      await writeTransactions(join(pending.path, `transactions_${isoDate(from, day)}.${format}`), simulation, range);
    }
    await pending.commit({ replace: true });
  } catch (error) {
    await pending.discard();
    throw error;
  }
}

/** Writes a range of the transactions; the file name's ending chooses Parquet, CSV or compressed CSV. */
async function writeTransactions(file: string, simulation: Simulation, range: RowRange): Promise<void> {
  if (file.endsWith('.parquet')) await writeParquet(file, simulation, range);
  else await writeCsv(file, transactionsCsv(simulation, range));
}

async function writeCsv(file: string, text: Iterable<string>): Promise<void> {
  const pending = await createAtomicFile(file);
  try {
    const target = writeStream(pending.path);
    const source = Readable.from(text);
    await (file.endsWith('.gz') ? pipeline(source, createGzip(), target) : pipeline(source, target));
    await pending.commit();
  } catch (error) {
    await pending.discard();
    throw error;
  }
}
