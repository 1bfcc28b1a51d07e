const SAMPLE_ROWS = 65_536;

/**
 * Upper edges of the bins of a numeric column, increasing float32 numbers; a value belongs to the bin with the number of
 * edges below it. Few distinct values get a bin each; otherwise bins of about equal numbers of rows, where a value more
 * frequent than a bin gets one of its own (as in LightGBM's greedy binning). `values` may contain NaN; at most 65,536
 * evenly spaced rows are looked at.
 */
export function binEdges(values: Float32Array, bins: number): Float32Array {
  const step = Math.max(1, Math.ceil(values.length / SAMPLE_ROWS));
  const keys = new Uint32Array(Math.ceil(values.length / step));
  const bits = new Uint32Array(1);
  const float = new Float32Array(bits.buffer);
  let known = 0;
  for (let i = 0; i < values.length; i += step) {
    float[0] = values[i]! + 0;
    if (Number.isNaN(float[0])) continue;
    const raw = bits[0]!;
    keys[known++] = raw & SIGN ? ~raw : raw | SIGN;
  }
  const groups = groupKeys(sortKeys(keys.subarray(0, known)));
  return Float32Array.from(groups.count <= bins ? allGaps(groups) : equalParts(groups, bins));
}

const SIGN = 0x80000000;
const DIGITS = 2048;

/** Radix sort of 32-bit keys, 11 bits a pass. */
function sortKeys(keys: Uint32Array): Uint32Array {
  let from: Uint32Array = keys;
  let to: Uint32Array = new Uint32Array(keys.length);
  for (const shift of [0, 11, 22]) {
    const places = new Uint32Array(DIGITS + 1);
    for (let i = 0; i < from.length; i++) places[((from[i]! >>> shift) & (DIGITS - 1)) + 1]!++;
    for (let digit = 0; digit < DIGITS; digit++) places[digit + 1]! += places[digit]!;
    for (let i = 0; i < from.length; i++) {
      const key = from[i]!;
      to[places[(key >>> shift) & (DIGITS - 1)]!++] = key;
    }
    [from, to] = [to, from === keys ? new Uint32Array(keys.length) : from];
  }
  return from;
}

/** Distinct values in order, with the number of rows of each. */
interface Groups {
  values: Float32Array;
  rows: Uint32Array;
  count: number;
  total: number;
}

/** Groups equal keys and turns them back into numbers. */
function groupKeys(sorted: Uint32Array): Groups {
  const values = new Float32Array(sorted.length);
  const bits = new Uint32Array(values.buffer);
  const rows = new Uint32Array(sorted.length);
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    const key = sorted[i]!;
    if (i === 0 || key !== sorted[i - 1]) bits[count++] = key & SIGN ? key ^ SIGN : ~key;
    rows[count - 1]!++;
  }
  return { values, rows, count, total: sorted.length };
}

function allGaps({ values, count }: Groups): number[] {
  return Array.from({ length: Math.max(0, count - 1) }, (_, i) => between(values[i]!, values[i + 1]!));
}

function equalParts({ values, rows, count, total }: Groups, bins: number): number[] {
  const edges: number[] = [];
  let rowsLeft = total;
  let inBin = 0;
  for (let i = 0; i + 1 < count && edges.length < bins - 1; i++) {
    inBin += rows[i]!;
    const wanted = rowsLeft / (bins - edges.length);
    const nextIsHeavy = rows[i + 1]! >= wanted && inBin >= wanted / 2;
    if (inBin >= wanted || nextIsHeavy) {
      edges.push(between(values[i]!, values[i + 1]!));
      rowsLeft -= inBin;
      inBin = 0;
    }
  }
  return edges;
}

/** A float32 number t with a ≤ t < b, halfway when there is room. */
function between(a: number, b: number): number {
  const middle = Math.fround(a / 2 + b / 2);
  return middle >= a && middle < b ? middle : a;
}
