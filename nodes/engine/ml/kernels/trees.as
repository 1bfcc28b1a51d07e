// Scoring of tree ensembles by bit masks, after QuickScorer (Lucchese et al., SIGIR 2015), with the masks of all conditions on
// one feature combined beforehand for each interval of its values: a row costs one interval search a feature, one AND a feature
// and tree, and one leaf a tree. The lowest bit left of a tree's mask is its leaf.
//
// A feature is described by 16 bytes: column u32, edges (address of sorted f32) u32, number of edges u32, table (address) u32.
// Its table has edges + 2 rows of masks, one mask a tree: for "at most edge 0", …, "above all edges", "missing".

// Finds the table rows for one matrix row and writes their addresses to `places`.
// @ts-ignore: decorator
@inline
function locate(row: usize, features: usize, count: u32, rowBytes: u32, places: usize): void {
  for (let i: u32 = 0; i < count; i++) {
    const feature = features + (<usize>i << 4);
    const x = load<f32>(row + (<usize>load<u32>(feature) << 2));
    const edges = load<u32>(feature, 4);
    const edgeCount = load<u32>(feature, 8);
    let interval = edgeCount + 1;
    if (x == x) {
      let base: u32 = 0;
      let length = edgeCount;
      while (length > 0) {
        const half = length >> 1;
        const right = load<f32>(<usize>(edges + ((base + half) << 2))) < x;
        base = select<u32>(base + half + 1, base, right);
        length = select<u32>(length - half - 1, half, right);
      }
      interval = base;
    }
    store<u32>(places + (<usize>i << 2), load<u32>(feature, 12) + interval * rowBytes);
  }
}

// Trees of up to 32 leaves. `groups` = address of outputs + 1 u32: first tree of each output (multiples of 4, trees padded with
// zero leaves). `leaves` has 32 f32 a tree. `out` gets f64 sums, rows × outputs.
export function score32(
  rows: usize, count: u32, width: u32, features: usize, featureCount: u32, groups: usize, outputs: u32, leaves: usize,
  places: usize, out: usize,
): void {
  const rowBytes = load<u32>(groups + (<usize>outputs << 2)) << 2;
  const end = places + (<usize>featureCount << 2);
  for (let i: u32 = 0; i < count; i++) {
    locate(rows + <usize>i * (width << 2), features, featureCount, rowBytes, places);
    for (let output: u32 = 0; output < outputs; output++) {
      const from = load<u32>(groups + (<usize>output << 2));
      const to = load<u32>(groups + (<usize>output << 2), 4);
      let low = f64x2.splat(0);
      let high = f64x2.splat(0);
      for (let tree = from; tree < to; tree += 4) {
        const at = <usize>tree << 2;
        let mask = i32x4.splat(-1);
        for (let place = places; place < end; place += 4) mask = v128.and(mask, v128.load(<usize>load<u32>(place) + at));
        const base = leaves + (<usize>tree << 7);
        const a = load<f32>(base + (<usize>ctz(i32x4.extract_lane(mask, 0)) << 2));
        const b = load<f32>(base + (<usize>ctz(i32x4.extract_lane(mask, 1)) << 2), 128);
        const c = load<f32>(base + (<usize>ctz(i32x4.extract_lane(mask, 2)) << 2), 256);
        const d = load<f32>(base + (<usize>ctz(i32x4.extract_lane(mask, 3)) << 2), 384);
        low = f64x2.add(low, f64x2.replace_lane(f64x2.splat(<f64>a), 1, <f64>b));
        high = f64x2.add(high, f64x2.replace_lane(f64x2.splat(<f64>c), 1, <f64>d));
      }
      const sum = f64x2.add(low, high);
      store<f64>(out + (<usize>(i * outputs + output) << 3), f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
    }
  }
}

// Trees of up to 64 leaves: masks of 64 bits, 64 f32 leaves a tree, groups in multiples of 4 trees.
export function score64(
  rows: usize, count: u32, width: u32, features: usize, featureCount: u32, groups: usize, outputs: u32, leaves: usize,
  places: usize, out: usize,
): void {
  const rowBytes = load<u32>(groups + (<usize>outputs << 2)) << 3;
  const end = places + (<usize>featureCount << 2);
  for (let i: u32 = 0; i < count; i++) {
    locate(rows + <usize>i * (width << 2), features, featureCount, rowBytes, places);
    for (let output: u32 = 0; output < outputs; output++) {
      const from = load<u32>(groups + (<usize>output << 2));
      const to = load<u32>(groups + (<usize>output << 2), 4);
      let sum = f64x2.splat(0);
      for (let tree = from; tree < to; tree += 2) {
        const at = <usize>tree << 3;
        let mask = i32x4.splat(-1);
        for (let place = places; place < end; place += 4) mask = v128.and(mask, v128.load(<usize>load<u32>(place) + at));
        const base = leaves + (<usize>tree << 8);
        const a = load<f32>(base + (<usize>ctz(i64x2.extract_lane(mask, 0)) << 2));
        const b = load<f32>(base + (<usize>ctz(i64x2.extract_lane(mask, 1)) << 2), 256);
        sum = f64x2.add(sum, f64x2.replace_lane(f64x2.splat(<f64>a), 1, <f64>b));
      }
      store<f64>(out + (<usize>(i * outputs + output) << 3), f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
    }
  }
}
