const SAMPLE_ROWS = 65_536;

/**
 * Upper edges of the bins of a numeric column, increasing float32 numbers; a value belongs to the bin with the number of
 * edges below it. Few distinct values get a bin each; otherwise bins of about equal numbers of rows, where a value more
 * frequent than a bin gets one of its own (as in LightGBM's greedy binning). `values` may contain NaN; at most 65,536
 * evenly spaced rows are looked at.
 */
export function binEdges(values: Float32Array, bins: number): Float32Array {
  const step = Math.max(1, Math.floor(values.length / SAMPLE_ROWS));
  const sample = new Float32Array(Math.ceil(values.length / step));
  let known = 0;
  for (let i = 0; i < values.length; i += step) {
    const value = values[i]!;
    if (!Number.isNaN(value)) sample[known++] = value;
  }
  const sorted = sample.subarray(0, known).sort();
  const { distinct, counts } = countDistinct(sorted);
  const edges = distinct.length <= bins ? allGaps(distinct) : equalParts({ distinct, counts, rows: known }, bins);
  return Float32Array.from(edges);
}

function countDistinct(sorted: Float32Array): { distinct: number[]; counts: number[] } {
  const distinct: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < sorted.length; i++) {
    if (i > 0 && sorted[i] === sorted[i - 1]) counts[counts.length - 1]! += 1;
    else {
      distinct.push(sorted[i]!);
      counts.push(1);
    }
  }
  return { distinct, counts };
}

function allGaps(distinct: readonly number[]): number[] {
  return distinct.slice(1).map((above, i) => between(distinct[i]!, above));
}

function equalParts(data: { distinct: number[]; counts: number[]; rows: number }, bins: number): number[] {
  const { distinct, counts } = data;
  const edges: number[] = [];
  let rowsLeft = data.rows;
  let inBin = 0;
  for (let i = 0; i + 1 < distinct.length && edges.length < bins - 1; i++) {
    inBin += counts[i]!;
    const wanted = rowsLeft / (bins - edges.length);
    const nextIsHeavy = counts[i + 1]! >= wanted && inBin >= wanted / 2;
    if (inBin >= wanted || nextIsHeavy) {
      edges.push(between(distinct[i]!, distinct[i + 1]!));
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
