import { expect, test } from 'vitest';
import { createRandom } from '../../../base/random.ts';
import { boostingModule, instantiateBoosting } from '../algorithms/gradient-boosting/kernel.ts';

const HISTOGRAM = 4096;
const ABOUT = 8192;
const TOTAL = 8256;
const BEST = 8320;
const SCRATCH = 8448;

interface Slot {
  g: number;
  h: number;
  rows: number;
}
interface Found {
  score: number;
  bin: number;
  missingLeft: number;
}

const none: Slot = { g: 0, h: 0, rows: 0 };
const add = (a: Slot, b: Slot): Slot => ({ g: a.g + b.g, h: a.h + b.h, rows: a.rows + b.rows });
const minus = (a: Slot, b: Slot): Slot => ({ g: a.g - b.g, h: a.h - b.h, rows: a.rows - b.rows });

/** Every split of a numeric feature, tried one after another; slot 0 holds the rows without a value. */
function exhaustive(slots: readonly Slot[], limits: { l2: number; minRows: number; minHessian: number; beat: number }) {
  const total = slots.reduce(add, none);
  let best: Found = { score: limits.beat, bin: -1, missingLeft: -1 };
  let left = none;
  const isLarge = (part: Slot) => part.rows >= limits.minRows && part.h >= limits.minHessian;
  const quality = ({ g, h }: Slot) => (g * g) / (h + limits.l2);
  for (let bin = 1; bin < slots.length; bin++) {
    if (slots[bin]!.rows === 0) continue;
    left = add(left, slots[bin]!);
    for (const missingLeft of slots[0]!.rows > 0 ? [0, 1] : [0]) {
      const part = missingLeft ? add(left, slots[0]!) : left;
      const rest = minus(total, part);
      const score = quality(part) + quality(rest);
      if (isLarge(part) && isLarge(rest) && score > best.score) best = { score, bin, missingLeft };
    }
  }
  return best;
}

function kernelFinds(
  slots: readonly Slot[],
  limits: { l2: number; minRows: number; minHessian: number; beat: number },
): Found {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65_536, shared: true });
  const kernel = instantiateBoosting(boostingModule(), memory);
  const words = new Int32Array(memory.buffer);
  slots.forEach(({ g, h, rows }, bin) => {
    words.set([g, h, rows, 0], HISTOGRAM / 4 + bin * 4);
  });
  const total = slots.reduce(add, none);
  words.set([total.g, total.h, total.rows, 0], TOTAL / 4);
  new Uint8Array(memory.buffer).set([1, 0, (slots.length - 1) & 255, (slots.length - 1) >> 8], ABOUT);
  new Float64Array(memory.buffer, BEST, 1)[0] = limits.beat;
  words[BEST / 4 + 3] = -1;
  words[BEST / 4 + 4] = -1;
  const { l2, minRows, minHessian } = limits;
  kernel.findSplit(HISTOGRAM, 1, ABOUT, TOTAL, BEST, SCRATCH, l2, 0, 0, minRows, minHessian, 32, 1, 0, 0, 0);
  return {
    score: new Float64Array(memory.buffer, BEST, 1)[0]!,
    bin: words[BEST / 4 + 3]!,
    missingLeft: words[BEST / 4 + 4]!,
  };
}

test('the split that is found is the best of all, with and without missing values, at any number of bins', () => {
  const random = createRandom(5);
  const whole = (most: number) => Math.floor(random() * most);
  for (let trial = 0; trial < 400; trial++) {
    const bins = 1 + whole(255);
    const size = 10 ** (1 + whole(6));
    const slots = Array.from({ length: bins + 1 }, (_, bin) => {
      const rows = random() < 0.2 || (bin === 0 && trial % 2 === 0) ? 0 : 1 + whole(200);
      return rows === 0 ? none : { g: whole(2 * size) - size, h: 1 + whole(size), rows };
    });
    const limits = {
      l2: trial % 3,
      minRows: whole(60),
      minHessian: whole(size),
      beat: trial % 5 === 0 ? 0 : whole(size),
    };
    expect(kernelFinds(slots, limits), `trial ${trial}`).toEqual(exhaustive(slots, limits));
  }
});
