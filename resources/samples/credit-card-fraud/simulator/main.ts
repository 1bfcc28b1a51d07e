import { parseArgs } from 'node:util';
import { isAppError } from '../../../../nodes/base/app-error.ts';
import { ERRORS, type ErrorCode, fail } from '../../../../nodes/contract/errors/index.ts';
import { type SampleOptions, writeBenchTable, writeSample } from './write-sample.ts';

const USAGE = `Writes simulated card transactions.
  node main.ts --out DIR [--seed 7] [--cards 200] [--merchants 700] [--from 2025-01-01] [--days 516] [--arriving 30] [--format csv|parquet]
  node main.ts --bench FILE.parquet --rows N [--seed 7]`;

const OPTIONS = {
  out: { type: 'string' },
  bench: { type: 'string' },
  rows: { type: 'string', default: '1000000' },
  seed: { type: 'string', default: '7' },
  cards: { type: 'string', default: '200' },
  merchants: { type: 'string', default: '700' },
  from: { type: 'string', default: '2025-01-01' },
  days: { type: 'string', default: '516' },
  arriving: { type: 'string', default: '30' },
  format: { type: 'string', default: 'csv' },
  help: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof readArguments>;

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    throw fail('INPUT_INVALID', { where: 'Command line', problem: error instanceof Error ? error.message : error });
  }
}

function wholeNumber(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw fail('INPUT_INVALID', { where: `--${name}`, problem: `“${text}” is not a whole number` });
}

function sampleOptions(values: Values): SampleOptions {
  const { format } = values;
  if (format !== 'csv' && format !== 'parquet') {
    throw fail('INPUT_INVALID', { where: '--format', problem: `“${format}” is neither csv nor parquet` });
  }
  return {
    seed: wholeNumber('seed', values.seed),
    cards: wholeNumber('cards', values.cards),
    merchants: wholeNumber('merchants', values.merchants),
    from: values.from,
    days: wholeNumber('days', values.days),
    arrivingDays: wholeNumber('arriving', values.arriving),
    format,
  };
}

async function run(): Promise<void> {
  const values = readArguments();
  if (values.bench !== undefined) {
    const rows = wholeNumber('rows', values.rows);
    await writeBenchTable(values.bench, { rows, seed: wholeNumber('seed', values.seed) });
    console.log(`${rows} transactions written to ${values.bench}`);
  } else if (values.out !== undefined) {
    const written = await writeSample(values.out, sampleOptions(values));
    const days = `${written.dailyFiles} daily files with ${written.arrivingRows}`;
    console.log(`${written.historyRows} transactions of history and ${days}; ${written.frauds} are frauds`);
  } else {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
  }
}

try {
  await run();
} catch (error) {
  if (!isAppError(error)) throw error;
  console.error(`${error.message}. ${ERRORS[error.code as ErrorCode]?.hint ?? ''}`);
  process.exitCode = 1;
}
