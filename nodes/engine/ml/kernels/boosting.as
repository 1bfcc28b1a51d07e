// Kernels of histogram gradient boosting over one shared memory: every function gets addresses and counts, owns nothing.
// A histogram has 256 slots of 16 bytes a feature: i32 lanes {gradient, hessian, rows, 0}. Whole-number sums are the same
// in any order, which makes the model independent of the number of threads. Bin 0 is the missing value.

const SLOT_SHIFT: u32 = 4;
const FEATURE_BYTES: usize = 4096;
const FIXED_POINT: f64 = 16777216.0;
const BLOCK: u32 = 256;
const CLOSE_ROWS: u32 = 2;
const CHUNK_BYTES: usize = 2048;

// e^x in four lanes (Cephes expf: range reduction by ln 2, polynomial of degree 5). Here and below `pmin`, `pmax` and signed
// conversions are one instruction each; `min`, `max` and unsigned ones are many.
// @ts-ignore: decorator
@inline
function exp4(value: v128): v128 {
  let x = f32x4.pmin(f32x4.pmax(value, f32x4.splat(-87.0)), f32x4.splat(87.0));
  const n = f32x4.floor(f32x4.add(f32x4.mul(x, f32x4.splat(1.44269504)), f32x4.splat(0.5)));
  x = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  x = f32x4.sub(x, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let y = f32x4.splat(1.9875691500e-4);
  y = f32x4.add(f32x4.mul(y, x), f32x4.splat(1.3981999507e-3));
  y = f32x4.add(f32x4.mul(y, x), f32x4.splat(8.3334519073e-3));
  y = f32x4.add(f32x4.mul(y, x), f32x4.splat(4.1665795894e-2));
  y = f32x4.add(f32x4.mul(y, x), f32x4.splat(1.6666665459e-1));
  y = f32x4.add(f32x4.mul(y, x), f32x4.splat(5.0000001201e-1));
  y = f32x4.add(f32x4.add(f32x4.mul(y, f32x4.mul(x, x)), x), f32x4.splat(1.0));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(y, power);
}

// @ts-ignore: decorator
@inline
function mix(value: u32): u32 {
  let z = value;
  z = (z ^ (z >>> 16)) * 0x21f0aaad;
  z = (z ^ (z >>> 15)) * 0x735a2d97;
  return z ^ (z >>> 15);
}

// The row of the whole table that is row `i` of shard `t` of `threads` (blocks of 256 dealt round).
// @ts-ignore: decorator
@inline
function globalRow(i: u32, t: u32, threads: u32): u32 {
  return ((((i >> 8) * threads + t) << 8) | (i & 255));
}

// @ts-ignore: decorator
@inline
function mix4(value: v128): v128 {
  let z = value;
  z = i32x4.mul(v128.xor(z, i32x4.shr_u(z, 16)), i32x4.splat(0x21f0aaad));
  z = i32x4.mul(v128.xor(z, i32x4.shr_u(z, 15)), i32x4.splat(0x735a2d97));
  return v128.xor(z, i32x4.shr_u(z, 15));
}

// Stores the pairs of four rows as whole numbers floor(x scale + u), u uniform by `noise`, so that sums are unbiased.
// @ts-ignore: decorator
@inline
function storePairs(at: usize, g: v128, h: v128, scaleG: v128, scaleH: v128, noise: v128): void {
  const unit = f32x4.splat(<f32>(1.0 / 65536.0));
  const u = f32x4.mul(f32x4.convert_i32x4_s(v128.and(noise, i32x4.splat(0xffff))), unit);
  const v = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(noise, 16)), unit);
  const a = i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(f32x4.mul(g, scaleG), u)));
  const b = i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(f32x4.mul(h, scaleH), v)));
  v128.store(at, v128.shuffle<i32>(a, b, 0, 4, 1, 5));
  v128.store(at, v128.shuffle<i32>(a, b, 2, 6, 3, 7), 16);
}

// Noise of rows `i` … `i + 3` of shard `t`, the same for a row on any number of threads.
// @ts-ignore: decorator
@inline
function noiseOf(i: u32, t: u32, threads: u32, seed: u32): v128 {
  const rows = i32x4.add(i32x4.splat(globalRow(i, t, threads)), i32x4(0, 1, 2, 3));
  return mix4(i32x4.add(i32x4.mul(rows, i32x4.splat(0x9e3779b9)), i32x4.splat(seed)));
}

// @ts-ignore: decorator
@inline
function sum4(v: v128): f64 {
  return (
    (<f64>f32x4.extract_lane(v, 0) + <f64>f32x4.extract_lane(v, 1)) +
    (<f64>f32x4.extract_lane(v, 2) + <f64>f32x4.extract_lane(v, 3))
  );
}

// Adds a block's sums of |g| and h, as fixed-point numbers, to the two i64 at `sums`.
// @ts-ignore: decorator
@inline
function addSums(sums: usize, g: v128, h: v128): void {
  store<i64>(sums, load<i64>(sums) + <i64>(sum4(g) * FIXED_POINT));
  store<i64>(sums, load<i64>(sums, 8) + <i64>(sum4(h) * FIXED_POINT), 8);
}

// Log loss: g = (p - y) w, h = p (1 - p) w. `n` is padded to a multiple of 4; padding rows have weight 0.
export function gradientBinary(
  score: usize, target: usize, weight: usize, pairs: usize, n: u32, sums: usize,
  scaleG: f32, scaleH: f32, t: u32, threads: u32, seed: u32,
): void {
  const byG = f32x4.splat(scaleG);
  const byH = f32x4.splat(scaleH);
  const one = f32x4.splat(1.0);
  for (let from: u32 = 0; from < n; from += BLOCK) {
    const to = min(from + BLOCK, n);
    let sumG = f32x4.splat(0);
    let sumH = f32x4.splat(0);
    for (let i = from; i < to; i += 4) {
      const at = <usize>i << 2;
      const p = f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(v128.load(score + at)))));
      const w = v128.load(weight + at);
      const g = f32x4.mul(f32x4.sub(p, v128.load(target + at)), w);
      const h = f32x4.mul(f32x4.pmax(f32x4.mul(p, f32x4.sub(one, p)), f32x4.splat(1e-7)), w);
      sumG = f32x4.add(sumG, f32x4.abs(g));
      sumH = f32x4.add(sumH, h);
      storePairs(pairs + (<usize>i << 3), g, h, byG, byH, noiseOf(i, t, threads, seed));
    }
    addSums(sums, sumG, sumH);
  }
}

// Squared error: g = (score - y) w, h = w.
export function gradientSquared(
  score: usize, target: usize, weight: usize, pairs: usize, n: u32, sums: usize,
  scaleG: f32, scaleH: f32, t: u32, threads: u32, seed: u32,
): void {
  const byG = f32x4.splat(scaleG);
  const byH = f32x4.splat(scaleH);
  for (let from: u32 = 0; from < n; from += BLOCK) {
    const to = min(from + BLOCK, n);
    let sumG = f32x4.splat(0);
    let sumH = f32x4.splat(0);
    for (let i = from; i < to; i += 4) {
      const at = <usize>i << 2;
      const w = v128.load(weight + at);
      const g = f32x4.mul(f32x4.sub(v128.load(score + at), v128.load(target + at)), w);
      sumG = f32x4.add(sumG, f32x4.abs(g));
      sumH = f32x4.add(sumH, w);
      storePairs(pairs + (<usize>i << 3), g, w, byG, byH, noiseOf(i, t, threads, seed));
    }
    addSums(sums, sumG, sumH);
  }
}

// Probabilities of `k` classes, class-major in `score` and `prob` with `stride` rows a class.
export function softmax(score: usize, prob: usize, n: u32, stride: u32, k: u32): void {
  const step = <usize>stride << 2;
  for (let i: u32 = 0; i < n; i += 4) {
    const at = <usize>i << 2;
    let top = v128.load(score + at);
    for (let c: u32 = 1; c < k; c++) top = f32x4.max(top, v128.load(score + at + <usize>c * step));
    let sum = f32x4.splat(0);
    for (let c: u32 = 0; c < k; c++) {
      const e = exp4(f32x4.sub(v128.load(score + at + <usize>c * step), top));
      sum = f32x4.add(sum, e);
      v128.store(prob + at + <usize>c * step, e);
    }
    for (let c: u32 = 0; c < k; c++) {
      v128.store(prob + at + <usize>c * step, f32x4.div(v128.load(prob + at + <usize>c * step), sum));
    }
  }
}

// Log loss of class `c` of several: `prob` is that class's; h carries Friedman's factor k / (k - 1).
export function gradientClass(
  prob: usize, target: usize, weight: usize, pairs: usize, n: u32, sums: usize,
  scaleG: f32, scaleH: f32, t: u32, threads: u32, seed: u32, c: f32, factor: f32,
): void {
  const byG = f32x4.splat(scaleG);
  const byH = f32x4.splat(scaleH);
  const one = f32x4.splat(1.0);
  for (let from: u32 = 0; from < n; from += BLOCK) {
    const to = min(from + BLOCK, n);
    let sumG = f32x4.splat(0);
    let sumH = f32x4.splat(0);
    for (let i = from; i < to; i += 4) {
      const at = <usize>i << 2;
      const p = v128.load(prob + at);
      const w = v128.load(weight + at);
      const y = v128.and(f32x4.eq(v128.load(target + at), f32x4.splat(c)), one);
      const g = f32x4.mul(f32x4.sub(p, y), w);
      const h = f32x4.mul(f32x4.pmax(f32x4.mul(f32x4.mul(p, f32x4.sub(one, p)), f32x4.splat(factor)), f32x4.splat(1e-7)), w);
      sumG = f32x4.add(sumG, f32x4.abs(g));
      sumH = f32x4.add(sumH, h);
      storePairs(pairs + (<usize>i << 3), g, h, byG, byH, noiseOf(i, t, threads, seed));
    }
    addSums(sums, sumG, sumH);
  }
}

// Row numbers of a tree: drawn rows from the front, the others from the back (in reverse). Returns how many are drawn.
export function drawRows(index: usize, n: u32, t: u32, threads: u32, seed: u32, limit: u32): u32 {
  if (limit == 0xffffffff) return allRows(index, n);
  let front: u32 = 0;
  let back: u32 = n;
  for (let i: u32 = 0; i < n; i++) {
    if (mix(globalRow(i, t, threads) * 0x85ebca6b + seed) < limit) {
      store<u32>(index + (<usize>front << 2), i);
      front++;
    } else {
      back--;
      store<u32>(index + (<usize>back << 2), i);
    }
  }
  return front;
}

// Rows 0 … n - 1; writes up to three more, for which there is room.
function allRows(index: usize, n: u32): u32 {
  for (let i: u32 = 0; i < n; i += 4) {
    v128.store(index + (<usize>i << 2), i32x4.add(i32x4.splat(i), i32x4(0, 1, 2, 3)));
  }
  return n;
}

// How many of sixteen edges are below `x` (which is in all lanes).
// @ts-ignore: decorator
@inline
function below16(a: v128, b: v128, c: v128, d: v128, x: v128): u32 {
  const low = i16x8.narrow_i32x4_s(f32x4.lt(a, x), f32x4.lt(b, x));
  const high = i16x8.narrow_i32x4_s(f32x4.lt(c, x), f32x4.lt(d, x));
  return <u32>popcnt<i32>(i8x16.bitmask(i8x16.narrow_i16x8_s(low, high)));
}

// The last edges of four groups of sixteen.
// @ts-ignore: decorator
@inline
function lastOfGroups(edges: usize): v128 {
  let four = f32x4.splat(load<f32>(edges, 60));
  four = f32x4.replace_lane(four, 1, load<f32>(edges, 124));
  four = f32x4.replace_lane(four, 2, load<f32>(edges, 188));
  return f32x4.replace_lane(four, 3, load<f32>(edges, 252));
}

// Float column → bins: 0 for NaN, else 1 + the number of edges below the value. `edges` are 256 in order, filled up with infinity: a
// search finds the group of sixteen edges, then the place in it, without a branch. Writes both layouts.
export function binColumn(
  source: usize, n: u32, edges: usize, rowMajor: usize, stride: u32, columnMajor: usize,
): void {
  const a = lastOfGroups(edges);
  const b = lastOfGroups(edges + 256);
  const c = lastOfGroups(edges + 512);
  const d = lastOfGroups(edges + 768);
  for (let i: u32 = 0; i < n; i++) {
    const value = load<f32>(source + (<usize>i << 2));
    const x = f32x4.splat(value);
    const group = below16(a, b, c, d, x);
    const at = edges + (<usize>group << 6);
    const inGroup = below16(v128.load(at), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48), x);
    const bin = ((group << 4) + inGroup + 1) * <u32>(value == value);
    store<u8>(rowMajor + <usize>i * stride, <u8>bin);
    store<u8>(columnMajor + i, <u8>bin);
  }
}

let touched: u32 = 0;

// Brings the cache lines of the rows `from` … `to` of an index near.
// @ts-ignore: decorator
@inline
function touchRows(from: usize, to: usize, pairs: usize, bins: usize, stride: u32, last: u32): void {
  let sum: u32 = 0;
  for (let at = from; at < to; at += 4) {
    const row = load<u32>(at);
    const source = bins + <usize>row * stride;
    sum += load<u32>(source) + load<u32>(source + last) + load<u32>(pairs + (<usize>row << 3));
  }
  touched = sum;
}

// Adds the rows of `index` to the histograms of features `first` … `first + 4 fours - 1`. Where the rows of a node lie scattered,
// each chunk's cache lines are touched in a tight loop first: its misses overlap, those between the additions would not. Rows that
// lie close the processor fetches ahead by itself.
export function histogram(
  index: usize, count: u32, pairs: usize, bins: usize, stride: u32, first: u32, fours: u32, out: usize,
): void {
  if (count == 0) return;
  const row1 = i32x4(0, 0, 1, 0);
  const base = out + <usize>first * FEATURE_BYTES;
  const end = index + (<usize>count << 2);
  const isScattered = load<u32>(end - 4) - load<u32>(index) >= CLOSE_ROWS * count;
  for (let from = index; from < end; from += CHUNK_BYTES) {
    const stop = min(from + CHUNK_BYTES, end);
    if (isScattered) touchRows(from, stop, pairs, bins + first, stride, (fours << 2) - 4);
    for (let at = from; at < stop; at += 4) {
      const row = load<u32>(at);
      const pair = v128.or(v128.load64_zero(pairs + (<usize>row << 3)), row1);
      const source = bins + <usize>row * stride + first;
      let target = base;
      for (let four = source, last = source + (fours << 2); four < last; four += 4) {
        const slot0 = target + (<usize>load<u8>(four) << SLOT_SHIFT);
        const slot1 = target + (<usize>load<u8>(four, 1) << SLOT_SHIFT);
        const slot2 = target + (<usize>load<u8>(four, 2) << SLOT_SHIFT);
        const slot3 = target + (<usize>load<u8>(four, 3) << SLOT_SHIFT);
        v128.store(slot0, i32x4.add(v128.load(slot0), pair));
        v128.store(slot1, i32x4.add(v128.load(slot1, 4096), pair), 4096);
        v128.store(slot2, i32x4.add(v128.load(slot2, 8192), pair), 8192);
        v128.store(slot3, i32x4.add(v128.load(slot3, 12288), pair), 12288);
        target += 16384;
      }
    }
  }
}

// Bytes of the slots that a feature uses: those of the bins 0 … its last.
// @ts-ignore: decorator
@inline
function usedBytes(about: usize): usize {
  return (<usize>load<u16>(about, 2) + 1) << SLOT_SHIFT;
}

// For the features in use: sum of `count` histograms (`partBytes` apart) into `small`, and, if `parent` is not 0, parent -= small.
// Returns the first feature in use, or -1.
export function combine(
  parts: usize, partBytes: usize, count: u32, small: usize, parent: usize, features: usize, n: u32,
): i32 {
  let first = -1;
  for (let feature: u32 = 0; feature < n; feature++) {
    const about = features + (<usize>feature << 2);
    if (!load<u8>(about)) continue;
    if (first < 0) first = feature;
    const from = <usize>feature * FEATURE_BYTES;
    const to = from + usedBytes(about);
    for (let at = from; at < to; at += 16) {
      let sum = v128.load(parts + at);
      for (let p: u32 = 1; p < count; p++) sum = i32x4.add(sum, v128.load(parts + at + <usize>p * partBytes));
      v128.store(small + at, sum);
      if (parent) v128.store(parent + at, i32x4.sub(v128.load(parent + at), sum));
    }
  }
  return first;
}

// Stable split of `index` by `goesLeft[bin]`; returns how many rows go left (they come first).
export function partition(index: usize, count: u32, scratch: usize, column: usize, goesLeft: usize): u32 {
  let left = index;
  let right = scratch;
  const end = index + (<usize>count << 2);
  for (let at = index; at < end; at += 4) {
    const row = load<u32>(at);
    const step = <usize>load<u8>(goesLeft + load<u8>(column + row)) << 2;
    store<u32>(left, row);
    store<u32>(right, row);
    left += step;
    right += 4 - step;
  }
  memory.copy(left, scratch, right - scratch);
  return <u32>((left - index) >> 2);
}

export function addLeaf(index: usize, count: u32, score: usize, value: f32): void {
  for (let i: u32 = 0; i < count; i++) {
    const at = score + (<usize>load<u32>(index + (<usize>i << 2)) << 2);
    store<f32>(at, load<f32>(at) + value);
  }
}

// Adds a tree's values to the scores of rows in `index` (0: rows 0 … count - 1). A node has 48 bytes: feature u32,
// left u32, right u32 (node numbers), value f32, 256 bits "goes left" by bin; feature 0xffffffff is a leaf.
export function addTree(
  nodes: usize, index: usize, count: u32, bins: usize, stride: u32, score: usize,
): void {
  for (let i: u32 = 0; i < count; i++) {
    const row = index ? load<u32>(index + (<usize>i << 2)) : i;
    const source = bins + <usize>row * stride;
    let node = nodes;
    let feature = load<u32>(node);
    while (feature != 0xffffffff) {
      const bin = <u32>load<u8>(source + feature);
      const left = (load<u8>(node + (bin >> 3), 16) >> <u8>(bin & 7)) & 1;
      node = nodes + <usize>(left ? load<u32>(node, 4) : load<u32>(node, 8)) * 48;
      feature = load<u32>(node);
    }
    const at = score + (<usize>row << 2);
    store<f32>(at, load<f32>(at) + load<f32>(node, 12));
  }
}

// Quality of two parts, in units of the quantised sums: G² / (H + l2), left plus right.
// @ts-ignore: decorator
@inline
function splitScore(left: v128, right: v128, l2: v128): f64 {
  const g = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(left, right, 0, 4, 0, 4));
  const h = f64x2.add(f64x2.convert_low_i32x4_s(v128.shuffle<i32>(left, right, 1, 5, 1, 5)), l2);
  const q = f64x2.div(f64x2.mul(g, g), h);
  return f64x2.extract_lane(q, 0) + f64x2.extract_lane(q, 1);
}

// @ts-ignore: decorator
@inline
function fits(part: v128, minRows: i32, minHessian: i32): bool {
  return i32x4.extract_lane(part, 2) >= minRows && i32x4.extract_lane(part, 1) >= minHessian;
}

// Best split of a numeric feature. Writes to `best` when better than the score there:
// f64 score, u32 feature, u32 last bin on the left, u32 missing goes left, u32 is a set, i32x4 sums of the left part, 256 bits.
// Four bins at a time are first looked at in single precision; only where one of them may win are they computed exactly.
function scanNumeric(
  hist: usize, bins: u32, total: v128, l2: v128, minRows: i32, minHessian: i32, feature: u32, best: usize,
): void {
  const missing = v128.load(hist);
  const hasMissing = i32x4.extract_lane(missing, 2) > 0;
  const weight = f32x4.splat(<f32>f64x2.extract_lane(l2, 0));
  let floor = screenFloor(load<f64>(best));
  let left = i32x4.splat(0);
  let bin: u32 = 1;
  for (; bin + 3 <= bins; bin += 4) {
    const at = hist + (<usize>bin << SLOT_SHIFT);
    const a = i32x4.add(left, v128.load(at));
    const b = i32x4.add(a, v128.load(at, 16));
    const c = i32x4.add(b, v128.load(at, 32));
    const d = i32x4.add(c, v128.load(at, 48));
    let mayWin = screen4(a, b, c, d, total, weight, minRows, minHessian, floor);
    if (hasMissing) {
      mayWin = v128.or(mayWin, screen4(
        i32x4.add(a, missing), i32x4.add(b, missing), i32x4.add(c, missing), i32x4.add(d, missing),
        total, weight, minRows, minHessian, floor,
      ));
    }
    if (v128.any_true(mayWin)) {
      scanBins(hist, bin, bin + 3, left, total, l2, minRows, minHessian, feature, best);
      floor = screenFloor(load<f64>(best));
    }
    left = d;
    if (!hasMissing && i32x4.extract_lane(i32x4.sub(total, left), 2) < minRows) return;
  }
  scanBins(hist, bin, bins, left, total, l2, minRows, minHessian, feature, best);
}

// A little below `top`: more than single precision can lose.
// @ts-ignore: decorator
@inline
function screenFloor(top: f64): v128 {
  return f32x4.splat(<f32>(top - abs(top) * 1e-5));
}

// For each of four left parts: all bits set when both parts are large enough and its quality may exceed `floor`. Without a division:
// G² / H + G'² / H' > floor where G² H' + G'² H > floor H H'.
// @ts-ignore: decorator
@inline
function screen4(
  a: v128, b: v128, c: v128, d: v128, total: v128, l2: v128, minRows: i32, minHessian: i32, floor: v128,
): v128 {
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const g = v128.shuffle<i64>(ab, cd, 0, 2);
  const h = v128.shuffle<i64>(ab, cd, 1, 3);
  const rows = v128.shuffle<i64>(v128.shuffle<i32>(a, b, 2, 6, 2, 6), v128.shuffle<i32>(c, d, 2, 6, 2, 6), 0, 2);
  const restG = i32x4.sub(v128.shuffle<i32>(total, total, 0, 0, 0, 0), g);
  const restH = i32x4.sub(v128.shuffle<i32>(total, total, 1, 1, 1, 1), h);
  const restRows = i32x4.sub(v128.shuffle<i32>(total, total, 2, 2, 2, 2), rows);
  const isLarge = v128.and(
    i32x4.ge_s(i32x4.min_s(rows, restRows), i32x4.splat(minRows)),
    i32x4.ge_s(i32x4.min_s(h, restH), i32x4.splat(minHessian)),
  );
  const x = f32x4.convert_i32x4_s(g);
  const y = f32x4.convert_i32x4_s(restG);
  const u = f32x4.add(f32x4.convert_i32x4_s(h), l2);
  const v = f32x4.add(f32x4.convert_i32x4_s(restH), l2);
  const quality = f32x4.add(f32x4.mul(f32x4.mul(x, x), v), f32x4.mul(f32x4.mul(y, y), u));
  return v128.and(isLarge, f32x4.gt(quality, f32x4.mul(floor, f32x4.mul(u, v))));
}

// The bins `from` … `to` of `scanNumeric` one by one; `left` are the sums before them.
function scanBins(
  hist: usize, from: u32, to: u32, left: v128, total: v128, l2: v128, minRows: i32, minHessian: i32, feature: u32, best: usize,
): void {
  const missing = v128.load(hist);
  const hasMissing = i32x4.extract_lane(missing, 2) > 0;
  let top = load<f64>(best);
  for (let bin = from; bin <= to; bin++) {
    const slot = v128.load(hist + (<usize>bin << SLOT_SHIFT));
    if (i32x4.extract_lane(slot, 2) == 0) continue;
    left = i32x4.add(left, slot);
    const right = i32x4.sub(total, left);
    if (fits(left, minRows, minHessian) && fits(right, minRows, minHessian)) {
      const score = splitScore(left, right, l2);
      if (score > top) {
        top = score;
        record(best, score, feature, bin, 0, left);
      }
    }
    if (!hasMissing) continue;
    const withMissing = i32x4.add(left, missing);
    const rest = i32x4.sub(total, withMissing);
    if (fits(withMissing, minRows, minHessian) && fits(rest, minRows, minHessian)) {
      const score = splitScore(withMissing, rest, l2);
      if (score > top) {
        top = score;
        record(best, score, feature, bin, 1, withMissing);
      }
    }
  }
}

// Value of a part in units of the quantised sums, -G / (H + l2), held between `low` and `high`.
// @ts-ignore: decorator
@inline
function boundedValue(part: v128, l2: f64, low: f64, high: f64): f64 {
  const value = -(<f64>i32x4.extract_lane(part, 0)) / (<f64>i32x4.extract_lane(part, 1) + l2);
  return min(max(value, low), high);
}

// Quality of a part that takes `value`; with the free value it is G² / (H + l2).
// @ts-ignore: decorator
@inline
function valueScore(part: v128, l2: f64, value: f64): f64 {
  return -value * (2.0 * <f64>i32x4.extract_lane(part, 0) + (<f64>i32x4.extract_lane(part, 1) + l2) * value);
}

// Two parts whose values are bounded: their quality, or -infinity when the values break `direction`.
function boundedScore(left: v128, right: v128, l2: f64, low: f64, high: f64, direction: i32): f64 {
  const a = boundedValue(left, l2, low, high);
  const b = boundedValue(right, l2, low, high);
  if ((direction > 0 && a > b) || (direction < 0 && a < b)) return -Infinity;
  return valueScore(left, l2, a) + valueScore(right, l2, b);
}

// `scanNumeric` for trees with monotone features: values within bounds, and in `direction` (0: any) over this feature.
function scanBounded(
  hist: usize, bins: u32, total: v128, l2: f64, minRows: i32, minHessian: i32, feature: u32, best: usize,
  low: f64, high: f64, direction: i32,
): void {
  const missing = v128.load(hist);
  const hasMissing = i32x4.extract_lane(missing, 2) > 0;
  const ways: u32 = hasMissing ? 2 : 1;
  let left = i32x4.splat(0);
  let top = load<f64>(best);
  for (let bin: u32 = 1; bin <= bins; bin++) {
    const slot = v128.load(hist + (<usize>bin << SLOT_SHIFT));
    if (i32x4.extract_lane(slot, 2) == 0) continue;
    left = i32x4.add(left, slot);
    for (let missingLeft: u32 = 0; missingLeft < ways; missingLeft++) {
      const part = missingLeft ? i32x4.add(left, missing) : left;
      const rest = i32x4.sub(total, part);
      if (!fits(part, minRows, minHessian) || !fits(rest, minRows, minHessian)) continue;
      const score = boundedScore(part, rest, l2, low, high, direction);
      if (score > top) {
        top = score;
        record(best, score, feature, bin, missingLeft, part);
      }
    }
  }
}

function record(best: usize, score: f64, feature: u32, bin: u32, missingLeft: u32, left: v128): void {
  store<f64>(best, score);
  store<u32>(best, feature, 8);
  store<u32>(best, bin, 12);
  store<u32>(best, missingLeft, 16);
  store<u32>(best, 0, 20);
  v128.store(best, left, 32);
}

// Best set of categories: categories ordered by G / (H + smooth), every prefix from either end (Fisher 1958), at most
// `maxSet` categories on the left. The missing value is one more category.
function scanCategory(
  hist: usize, bins: u32, total: v128, l2: v128, minRows: i32, minHessian: i32, feature: u32, best: usize,
  scratch: usize, smooth: f64, maxSet: u32, minCategoryRows: i32, bounded: bool, low: f64, high: f64,
): void {
  let used: u32 = 0;
  for (let bin: u32 = 0; bin <= bins; bin++) {
    const slot = v128.load(hist + (<usize>bin << SLOT_SHIFT));
    if (i32x4.extract_lane(slot, 2) < minCategoryRows) continue;
    const ratio = <f64>i32x4.extract_lane(slot, 0) / (<f64>i32x4.extract_lane(slot, 1) + smooth);
    let at = used;
    while (at > 0 && load<f64>(scratch + (<usize>(at - 1) << 4)) > ratio) {
      v128.store(scratch + (<usize>at << 4), v128.load(scratch + (<usize>(at - 1) << 4)));
      at--;
    }
    store<f64>(scratch + (<usize>at << 4), ratio);
    store<u32>(scratch + (<usize>at << 4), bin, 8);
    used++;
  }
  if (used < 2) return;
  let top = load<f64>(best);
  let bestLength: u32 = 0;
  let bestFromEnd = false;
  const longest = min(maxSet, used - 1);
  for (let side = 0; side < 2; side++) {
    let left = i32x4.splat(0);
    for (let length: u32 = 1; length <= longest; length++) {
      const place = side == 0 ? length - 1 : used - length;
      const bin = load<u32>(scratch + (<usize>place << 4), 8);
      left = i32x4.add(left, v128.load(hist + (<usize>bin << SLOT_SHIFT)));
      const right = i32x4.sub(total, left);
      if (!fits(left, minRows, minHessian) || !fits(right, minRows, minHessian)) continue;
      const score = bounded
        ? boundedScore(left, right, f64x2.extract_lane(l2, 0), low, high, 0)
        : splitScore(left, right, l2);
      if (score > top) {
        top = score;
        bestLength = length;
        bestFromEnd = side == 1;
        record(best, score, feature, 0, 0, left);
      }
    }
  }
  if (bestLength == 0) return;
  store<u32>(best, 1, 20);
  memory.fill(best + 48, 0, 32);
  for (let i: u32 = 0; i < bestLength; i++) {
    const place = bestFromEnd ? used - 1 - i : i;
    const bin = load<u32>(scratch + (<usize>place << 4), 8);
    const at = best + 48 + (bin >> 3);
    store<u8>(at, load<u8>(at) | (<u8>1 << <u8>(bin & 7)));
  }
}

// Best split of a node over `n` features. `features` has 4 bytes each: u8 use, u8 kind (0 number, 1 category,
// 2 number with which the prediction rises, 3 falls), u16 last bin. `bounded`: values are held between `low` and `high`.
// `best` (80 bytes) must hold the score to beat. `l2`, `smooth` and `minHessian` are in units of the quantised hessian.
export function findSplit(
  hist: usize, n: u32, features: usize, total: usize, best: usize, scratch: usize,
  l2: f64, categoryL2: f64, smooth: f64, minRows: i32, minHessian: i32, maxSet: u32, minCategoryRows: i32,
  bounded: bool, low: f64, high: f64,
): void {
  const sums = v128.load(total);
  for (let feature: u32 = 0; feature < n; feature++) {
    const about = features + (<usize>feature << 2);
    if (!load<u8>(about)) continue;
    const bins = <u32>load<u16>(about, 2);
    const own = hist + <usize>feature * FEATURE_BYTES;
    const kind = <i32>load<u8>(about, 1);
    if (kind == 1) {
      scanCategory(
        own, bins, sums, f64x2.splat(l2 + categoryL2), minRows, minHessian, feature, best, scratch, smooth, maxSet,
        minCategoryRows, bounded, low, high,
      );
    } else if (bounded) {
      const direction = kind == 2 ? 1 : kind == 3 ? -1 : 0;
      scanBounded(own, bins, sums, l2, minRows, minHessian, feature, best, low, high, direction);
    } else {
      scanNumeric(own, bins, sums, f64x2.splat(l2), minRows, minHessian, feature, best);
    }
  }
}

// Waits until the number at `at` differs from `old`: a short spin, then sleep. Returns the new number.
export function waitChange(at: usize, old: i32, spins: i32): i32 {
  for (let i = 0; i < spins; i++) {
    const now = atomic.load<i32>(at);
    if (now != old) return now;
  }
  while (true) {
    const now = atomic.load<i32>(at);
    if (now != old) return now;
    atomic.wait<i32>(at, old, -1);
  }
  return old;
}

export function bumpAndNotify(at: usize): i32 {
  const now = atomic.add<i32>(at, 1) + 1;
  atomic.notify(at, -1);
  return now;
}

// Sum of a feature's histogram: the node's own sums.
export function sumFeature(hist: usize, feature: u32, features: usize, out: usize): void {
  const from = hist + <usize>feature * FEATURE_BYTES;
  const to = from + usedBytes(features + (<usize>feature << 2));
  let sum = i32x4.splat(0);
  for (let at = from; at < to; at += 16) sum = i32x4.add(sum, v128.load(at));
  v128.store(out, sum);
}

// Empties the histograms of `n` features, in use or not.
export function clear(hist: usize, features: usize, n: u32): void {
  for (let feature: u32 = 0; feature < n; feature++) {
    memory.fill(hist + <usize>feature * FEATURE_BYTES, 0, usedBytes(features + (<usize>feature << 2)));
  }
}
