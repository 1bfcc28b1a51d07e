/** Largest sum of whole numbers in a slot of a histogram, with some room. */
export const INT_LIMIT = 2_147_483_000;
/** By how much gradients may grow from one tree to the next before they are computed anew, and shrink. */
const GROWTH = 1.5;
const COARSEST = 16;

/** Factors, or sums, of gradients and hessians. */
export interface Scale {
  g: number;
  h: number;
}

/**
 * Chooses the factors by which gradients become whole numbers. Those of a tree are quantised as they are computed, so their sums must be
 * foreseen: they are about those of the tree before. Everything depends on sums over all rows only, hence not on the number of threads.
 */
export class Quantiser {
  private readonly room: number;
  private readonly seed: number;
  /** By output, the sums of |g| and h of the tree before. */
  private readonly before: Scale[] = [];
  private roundings = 0;

  constructor(rows: number, seed: number) {
    this.room = INT_LIMIT - rows * 2;
    this.seed = seed;
  }

  /** For the random rounding of the next gradients. */
  nextSeed(): number {
    this.roundings += 1;
    return Math.imul(this.roundings, 0x9e3779b1) ^ Math.imul(this.seed, 0x85ebca6b);
  }

  /** The scale for gradients with about the sums of the tree before, which leaves them room to grow. */
  expectedScale(output: number): Scale {
    const sums = this.before[output];
    return sums ? this.scaleOf({ g: sums.g * GROWTH, h: sums.h * GROWTH }) : { g: 1, h: 1 };
  }

  /** The largest scale at which no sum of whole numbers overflows. */
  scaleOf(sums: Scale): Scale {
    return {
      g: Math.fround(Math.min(this.room / Math.max(sums.g, 1e-6), 1e12)),
      h: Math.fround(Math.min(this.room / Math.max(sums.h, 1e-6), 1e12)),
    };
  }

  /** No overflow, and not so coarse that more than a few of the bits are unused. */
  fits(output: number, scale: Scale, sums: Scale): boolean {
    if (!this.before[output]) return false;
    const best = this.scaleOf(sums);
    const isGood = (used: number, most: number) => used <= most && used * COARSEST >= most;
    return isGood(scale.g, best.g) && isGood(scale.h, best.h);
  }

  remember(output: number, sums: Scale): void {
    this.before[output] = sums;
  }
}
