const SAMPLE_ROWS = 65_536;

/**
 * Upper edges of the bins of a numeric column, increasing float32 numbers; a value belongs to the bin with the number of
 * edges below it. Few distinct values get a bin each; otherwise bins of about equal numbers of rows, where a value more
 * frequent than a bin gets one of its own (as in LightGBM's greedy binning). `values` may contain NaN; at most 65,536
 * evenly spaced rows are looked at.
 */
export function binEdges(values: Float32Array, bins: number): Float32Array {
  const sorted = sortKeys(sampleKeys(values));
  return Float32Array.from(allGaps(sorted, bins) ?? equalParts(sorted, bins));
}

const SIGN = 0x80000000;
const INFINITE = 0x7f800000;
const DIGITS = 2048;
const SHIFTS = [0, 11, 22];

/** The known values of a sample as whole numbers of the same order; −0 counts as 0. */
function sampleKeys(values: Float32Array): Uint32Array {
  const raws = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const step = Math.max(1, Math.ceil(values.length / SAMPLE_ROWS));
  const keys = new Uint32Array(Math.ceil(values.length / step));
  let known = 0;
  for (let i = 0; i < raws.length; i += step) {
    const raw = raws[i]!;
    if ((raw & ~SIGN) > INFINITE) continue;
    keys[known++] = raw & SIGN && raw !== SIGN ? ~raw : raw | SIGN;
  }
  return keys.subarray(0, known);
}

/** Radix sort of 32-bit keys, 11 bits a pass; where all keys have the same digit there is nothing to do. */
function sortKeys(keys: Uint32Array): Uint32Array {
  let from = keys;
  let to: Uint32Array = new Uint32Array(keys.length);
  for (const [pass, counts] of countDigits(keys).entries()) {
    const shift = SHIFTS[pass]!;
    if (counts[(from[0]! >>> shift) & (DIGITS - 1)] === from.length) continue;
    for (let digit = 0, place = 0; digit < DIGITS; digit++) {
      const count = counts[digit]!;
      counts[digit] = place;
      place += count;
    }
    for (let i = 0; i < from.length; i++) {
      const key = from[i]!;
      to[counts[(key >>> shift) & (DIGITS - 1)]!++] = key;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** How often each digit occurs, by pass. */
function countDigits(keys: Uint32Array): Uint32Array[] {
  const [low, middle, high] = [new Uint32Array(DIGITS), new Uint32Array(DIGITS), new Uint32Array(DIGITS)];
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    low[key & (DIGITS - 1)]!++;
    middle[(key >>> 11) & (DIGITS - 1)]!++;
    high[key >>> 22]!++;
  }
  return [low, middle, high];
}

/** An edge between every two neighbours among the values; null when there are more than `bins` values. */
function allGaps(sorted: Uint32Array, bins: number): number[] | null {
  const edges: number[] = [];
  for (let end = endOfRun(sorted, 0); end < sorted.length; end = endOfRun(sorted, end)) {
    if (edges.length === bins - 1) return null;
    edges.push(between(sorted[end - 1]!, sorted[end]!));
  }
  return edges;
}

function equalParts(sorted: Uint32Array, bins: number): number[] {
  const edges: number[] = [];
  let start = 0;
  let wanted = sorted.length / bins;
  for (let end = endOfRun(sorted, 0); end < sorted.length && edges.length < bins - 1; ) {
    const nextEnd = endOfRun(sorted, end);
    const inBin = end - start;
    const nextIsHeavy = nextEnd - end >= wanted && inBin >= wanted / 2;
    if (inBin >= wanted || nextIsHeavy) {
      edges.push(between(sorted[end - 1]!, sorted[end]!));
      start = end;
      wanted = (sorted.length - start) / (bins - edges.length);
    }
    end = nextEnd;
  }
  return edges;
}

/** Where the run of equal keys that begins at `start` ends. */
function endOfRun(sorted: Uint32Array, start: number): number {
  const key = sorted[start];
  let end = start + 1;
  while (end < sorted.length && sorted[end] === key) end++;
  return end;
}

/** For keys of numbers a < b a float32 number t with a ≤ t < b, halfway when there is room. */
function between(keyA: number, keyB: number): number {
  const [a, b] = [numberOf(keyA), numberOf(keyB)];
  const middle = Math.fround(a / 2 + b / 2);
  return middle >= a && middle < b ? middle : a;
}

const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

function numberOf(key: number): number {
  bits[0] = key & SIGN ? key ^ SIGN : ~key;
  return float[0]!;
}
