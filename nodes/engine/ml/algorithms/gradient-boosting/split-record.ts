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

/** A candidate that was carried out. */
export interface Split extends Candidate {
  /** For each bin 1 when it goes left. */
  goesLeft: Uint8Array;
}

export interface NodeRecord {
  split: Split | null;
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

/** For each bin 1 when it goes left. */
export function goesLeftOf({ bin, missingLeft, set }: Candidate): Uint8Array {
  const goesLeft = new Uint8Array(256);
  if (set) for (let b = 0; b < 256; b++) goesLeft[b] = (set[b >> 3]! >> (b & 7)) & 1;
  else {
    goesLeft.fill(1, 1, bin + 1);
    goesLeft[0] = missingLeft;
  }
  return goesLeft;
}

/** 256 flags as bits, for the kernel's nodes. */
export function packBits(flags: Uint8Array): Uint8Array {
  const bits = new Uint8Array(32);
  for (let b = 0; b < 256; b++) bits[b >> 3]! |= flags[b]! << (b & 7);
  return bits;
}

/** Category codes of a set of bins (bin 0, the missing value, is not a code). */
export function categoriesOf(goesLeft: Uint8Array): Float32Array {
  const codes: number[] = [];
  for (let bin = 1; bin < 256; bin++) if (goesLeft[bin]) codes.push(bin - 1);
  return Float32Array.from(codes);
}
