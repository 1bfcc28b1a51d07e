import type { FeatureColumn, GoldenRows } from '../../contract/model.ts';
import type { Frame } from './frame.ts';

type GoldenRow = GoldenRows['rows'][number];

interface HoldOut {
  frame: Frame;
  columns: readonly FeatureColumn[];
  rows: Uint32Array;
  /** `scores[i]` belongs to `rows[i]`. */
  scores: ArrayLike<number>;
}

/**
 * Places in `rows` of the hold-out on which the saved model's predictions are recorded, by rising score: evenly spread over the
 * scores (so both ends and the threshold's neighbourhood are there), and some with missing values.
 */
export function chooseGolden(holdOut: HoldOut, count: number): number[] {
  const { scores } = holdOut;
  const { usable, missing } = placesOf(holdOut);
  const byScore = (a: number, b: number) => scores[a]! - scores[b]! || a - b;
  if (usable.length <= count) return [...usable].sort(byScore);
  const chosen = new Set(atRanks(missing, scores, spread(missing.length, Math.floor(count / 5))));
  for (const i of atRanks(usable, scores, spread(usable.length, count))) if (chosen.size < count) chosen.add(i);
  return [...chosen].sort(byScore);
}

/** Places that JSON can hold (it has no infinities), and those of them where a value is missing. */
function placesOf({ frame, columns, rows, scores }: HoldOut): { usable: Uint32Array; missing: Uint32Array } {
  const read = columns.map(({ name }) => frame.columns.get(name)!);
  const [usable, missing] = [new Uint32Array(rows.length), new Uint32Array(rows.length)];
  let [usableCount, missingCount] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    let isUsable = Number.isFinite(scores[i]!);
    let lacks = false;
    for (const column of read) {
      const value = column.kind === 'number' ? column.values[row]! : column.codes[row]! < 0 ? Number.NaN : 0;
      if (Number.isNaN(value)) lacks = true;
      else if (!Number.isFinite(value)) isUsable = false;
    }
    if (!isUsable) continue;
    usable[usableCount++] = i;
    if (lacks) missing[missingCount++] = i;
  }
  return { usable: usable.subarray(0, usableCount), missing: missing.subarray(0, missingCount) };
}

/** The places at ranks of their order by score, equal ones by place: the numbers are sorted, not millions of places by a callback. */
function atRanks(places: Uint32Array, scores: ArrayLike<number>, ranks: readonly number[]): number[] {
  const sorted = Float64Array.from(places, (i) => scores[i]!).sort();
  const equals = new Map<number, number[]>();
  for (const rank of ranks) equals.set(sorted[rank]!, []);
  for (const i of places) equals.get(scores[i]!)?.push(i);
  return ranks.map((rank) => equals.get(sorted[rank]!)![rank - firstOf(sorted, sorted[rank]!)]!);
}

/** Where a value first stands in sorted ones. */
function firstOf(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** At most `count` of `length` ranks, evenly spaced, first and last included. */
function spread(length: number, count: number): number[] {
  if (count <= 1 || length === 0) return Array.from({ length: Math.min(length, count) }, (_, rank) => rank);
  const most = Math.min(length, count);
  return most === 1 ? [0] : Array.from({ length: most }, (_, i) => Math.round((i * (length - 1)) / (most - 1)));
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
