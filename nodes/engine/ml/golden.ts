import type { FeatureColumn, GoldenRows } from '../../contract/model.ts';
import type { Frame } from './frame.ts';

type GoldenRow = GoldenRows['rows'][number];

/**
 * Rows of the hold-out on which the saved model's predictions are recorded: evenly spread over the scores (so both ends and
 * the threshold's neighbourhood are there), and some with missing values. `scores[i]` belongs to `rows[i]`.
 */
export function chooseGolden(
  input: { frame: Frame; columns: readonly FeatureColumn[]; rows: Uint32Array; scores: ArrayLike<number> },
  count: number,
): number[] {
  const { scores } = input;
  const usable = [...input.rows.keys()].filter((i) => isUsable(input, i));
  usable.sort((a, b) => scores[a]! - scores[b]! || a - b);
  if (usable.length <= count) return usable;
  const withMissing = usable.filter((i) => hasMissing(input, i));
  const missingWanted = Math.min(withMissing.length, Math.floor(count / 5));
  const chosen = new Set(spread(withMissing, missingWanted));
  for (const i of spread(usable, count)) if (chosen.size < count) chosen.add(i);
  for (const i of usable) if (chosen.size < count) chosen.add(i);
  return [...chosen].sort((a, b) => scores[a]! - scores[b]! || a - b);
}

/** The features of a frame row as a record. */
export function recordOf(frame: Frame, columns: readonly FeatureColumn[], row: number): GoldenRow {
  const record: GoldenRow = {};
  for (const { name, kind } of columns) {
    const column = frame.columns.get(name)!;
    if (column.kind === 'number') {
      const value = column.values[row]!;
      record[name] = Number.isNaN(value) ? null : value;
    } else {
      const code = column.codes[row]!;
      const text = code < 0 ? null : column.dictionary[code]!;
      record[name] = kind === 'numeric' && text !== null ? (text.trim() === '' ? null : Number(text)) : text;
    }
  }
  return record;
}

function spread(items: readonly number[], count: number): number[] {
  if (count <= 1) return items.slice(0, count);
  return Array.from({ length: count }, (_, i) => items[Math.round((i * (items.length - 1)) / (count - 1))]!);
}

interface Source {
  frame: Frame;
  columns: readonly FeatureColumn[];
  rows: Uint32Array;
}

function cellTest(source: Source, i: number, test: (value: number) => boolean): boolean {
  const row = source.rows[i]!;
  return source.columns.some(({ name }) => {
    const column = source.frame.columns.get(name)!;
    if (column.kind === 'number') return test(column.values[row]!);
    return test(column.codes[row]! < 0 ? Number.NaN : 0);
  });
}

function hasMissing(source: Source, i: number): boolean {
  return cellTest(source, i, Number.isNaN);
}

/** JSON has no infinities. */
function isUsable(source: Source, i: number): boolean {
  return !cellTest(source, i, (value) => Math.abs(value) === Number.POSITIVE_INFINITY);
}
