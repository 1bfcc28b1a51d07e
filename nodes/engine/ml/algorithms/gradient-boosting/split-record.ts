/** Quantised sums of a part of the rows. */
export interface Sums {
  g: number;
  h: number;
  rows: number;
}

export interface Split {
  score: number;
  feature: number;
  bin: number;
  /** For each bin 1 when it goes left. */
  goesLeft: Uint8Array;
  isSet: boolean;
  left: Sums;
}

export interface NodeRecord {
  split: Split | null;
  left: number;
  right: number;
  value: number;
}

/** The kernel's record of a split: which feature and bin, and which bins go left. */
export function readSplit(words: Uint32Array, bits: Uint8Array): Pick<Split, 'feature' | 'bin' | 'goesLeft' | 'isSet'> {
  const bin = words[3]!;
  const isSet = words[5] === 1;
  const goesLeft = new Uint8Array(256);
  if (isSet) for (let b = 0; b < 256; b++) goesLeft[b] = (bits[b >> 3]! >> (b & 7)) & 1;
  else {
    goesLeft.fill(1, 1, bin + 1);
    goesLeft[0] = words[4]!;
  }
  return { feature: words[2]!, bin, goesLeft, isSet };
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
