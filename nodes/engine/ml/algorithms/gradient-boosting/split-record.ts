/** Quantised sums of a part of the rows. */
export interface Sums {
  g: number;
  h: number;
  rows: number;
}

/** The best split that was found for a leaf. */
export interface Candidate {
  score: number;
  feature: number;
  bin: number;
  /** 1 when rows without a value go left. */
  missingLeft: number;
  /** 256 flags as bits, the bins of the categories that go left; null for a number. */
  set: Uint8Array | null;
  left: Sums;
}

export interface NodeRecord {
  split: Candidate | null;
  left: number;
  right: number;
  value: number;
}

/** Feature number that says "no split found". */
export const NONE = 0xffffffff;

/** One place where the kernel records the best split, as views that are made once. */
export interface BestPlace {
  words: Uint32Array;
  score: Float64Array;
  sums: Int32Array;
  bits: Uint8Array;
}

export function bestPlace(buffer: ArrayBufferLike, at: number): BestPlace {
  return {
    words: new Uint32Array(buffer, at, 6),
    score: new Float64Array(buffer, at, 1),
    sums: new Int32Array(buffer, at + 32, 3),
    bits: new Uint8Array(buffer, at + 48, 32),
  };
}

export function readCandidate({ words, score, sums, bits }: BestPlace): Candidate {
  return {
    score: score[0]!,
    feature: words[2]!,
    bin: words[3]!,
    missingLeft: words[4]!,
    set: words[5] === 1 ? bits.slice() : null,
    left: { g: sums[0]!, h: sums[1]!, rows: sums[2]! },
  };
}

/** Writes for each of the 256 bins 1 when it goes left, else 0. */
export function writeGoesLeft({ bin, missingLeft, set }: Candidate, goesLeft: Uint8Array): void {
  if (set) for (let b = 0; b < 256; b++) goesLeft[b] = bitOf(set, b);
  else {
    goesLeft.fill(1, 1, bin + 1);
    goesLeft.fill(0, bin + 1);
    goesLeft[0] = missingLeft;
  }
}

function bitOf(set: Uint8Array, bin: number): number {
  return (set[bin >> 3]! >> (bin & 7)) & 1;
}

/** The 256 bins that go left as bits, for the kernel's nodes. */
export function goesLeftBits(split: Candidate): Uint8Array {
  if (split.set) return split.set;
  const bits = new Uint8Array(32);
  for (let b = 1; b <= split.bin; b++) bits[b >> 3]! |= 1 << (b & 7);
  bits[0]! |= split.missingLeft;
  return bits;
}

/** 1 when rows without a value go left. */
export function missingGoesLeft({ missingLeft, set }: Candidate): number {
  return set ? bitOf(set, 0) : missingLeft;
}

/** Category codes of a set of bins (bin 0, the missing value, is not a code). */
export function categoriesOf(set: Uint8Array): Float32Array {
  const codes: number[] = [];
  for (let bin = 1; bin < 256; bin++) if (bitOf(set, bin)) codes.push(bin - 1);
  return Float32Array.from(codes);
}
