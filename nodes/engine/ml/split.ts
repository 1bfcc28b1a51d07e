import { createRandom, type Random } from '../../base/random.ts';
import { fail } from '../../contract/errors/index.ts';
import type { SplitSettings } from '../../contract/model.ts';
import type { Frame } from './frame.ts';

export interface Split {
  train: Uint32Array;
  test: Uint32Array;
}

const MIN_TRAIN = 20;
const MIN_TEST = 2;

/**
 * Divides the rows with a known target into training and test, each in the order of the data. `strata` (class of a row) keeps
 * the class shares of a random split. `time` replaces the values of the time column, for columns that are not in the frame.
 */
export function splitRows(
  input: { frame: Frame; rows: Uint32Array; strata: Float64Array | null; time?: Float64Array },
  settings: SplitSettings,
): Split {
  const split =
    settings.kind === 'random'
      ? shuffleSplit({ rows: input.rows, strata: input.strata, share: settings.testShare }, createRandom(settings.seed))
      : timeSplit(input, settings);
  if (split.train.length < MIN_TRAIN || split.test.length < MIN_TEST) {
    throw fail('ML_TOO_FEW_ROWS', { train: split.train.length, test: split.test.length });
  }
  return split;
}

/** A random split, per stratum when given; the test gets `share` of each stratum, rounded. */
export function shuffleSplit(
  input: { rows: Uint32Array; strata: Float64Array | null; share: number },
  random: Random,
): Split {
  const { rows, strata, share } = input;
  const groups = new Map<number, number[]>();
  rows.forEach((row, i) => {
    const key = strata ? strata[row]! : 0;
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  });
  const isTest = new Uint8Array(rows.length);
  for (const key of [...groups.keys()].sort((a, b) => a - b)) {
    const group = groups.get(key)!;
    const wanted = Math.round(group.length * share);
    for (let i = 0; i < wanted; i++) {
      const other = i + random.int(group.length - i);
      const chosen = group[other]!;
      group[other] = group[i]!;
      group[i] = chosen;
      isTest[chosen] = 1;
    }
  }
  return { train: rows.filter((_, i) => !isTest[i]), test: rows.filter((_, i) => isTest[i] === 1) };
}

function timeSplit(
  input: { frame: Frame; rows: Uint32Array; time?: Float64Array },
  settings: Extract<SplitSettings, { kind: 'time' }>,
): Split {
  const column = input.frame.columns.get(settings.column);
  const time = input.time ?? (column?.kind === 'number' ? column.values : undefined);
  if (!time) {
    const reason = column
      ? `the column “${settings.column}” holds texts, not dates or numbers`
      : `there is no column “${settings.column}”`;
    throw fail('ML_SPLIT_UNFIT', { reason });
  }
  const missing = input.rows.reduce((count, row) => count + (Number.isNaN(time[row]!) ? 1 : 0), 0);
  if (missing > 0) throw fail('ML_SPLIT_UNFIT', { reason: `${missing} rows have no “${settings.column}”` });
  const cut = settings.from === undefined ? cutByShare(time, input.rows, settings.testShare) : cutAt(settings.from);
  return { train: input.rows.filter((row) => time[row]! < cut), test: input.rows.filter((row) => time[row]! >= cut) };
}

/** Time from which the last `share` of the rows come; rows of the same time stay together. */
function cutByShare(time: Float64Array, rows: Uint32Array, share: number): number {
  const sorted = Float64Array.from(rows, (row) => time[row]!).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * (1 - share)))] ?? 0;
}

/** A number as it is; an ISO date as milliseconds since 1970 (UTC). */
function cutAt(from: number | string): number {
  const cut = typeof from === 'number' ? from : Date.parse(from);
  if (Number.isNaN(cut)) throw fail('ML_SPLIT_UNFIT', { reason: `“${from}” is not a date` });
  return cut;
}
