import { binEdges } from './edges.ts';
import { BEST_BYTES, BLOCK, type BoostJob, FEATURE_BYTES, type Layout, type ShardLayout } from './job.ts';
import { type BoostingKernel, instantiateBoosting } from './kernel.ts';
import { Losses } from './loss.ts';
import { type BestPlace, bestPlace, NONE } from './split-record.ts';

/** What the coordinator asks of every thread. */
export const OP = {
  stop: 0,
  edges: 1,
  bin: 2,
  softmax: 3,
  gradient: 4,
  root: 5,
  split: 6,
  finish: 7,
  loss: 8,
} as const;

/** Place of the rounding's seed among the arguments of the commands that compute gradients. */
export const SEED = 8;

/** Words of the control block (32-bit), then doubles at byte 128. */
export const WORD = { epoch: 0, done: 1, op: 2, args: 4, met: 30, ready: 31 } as const;
export const DOUBLES_AT = 128;
export const DOUBLES = 9;

/** Looks at a word before a thread sleeps: about as long as the coordinator thinks between two commands, since waking costs more. */
export const SPINS = 100_000;
/** Histograms of this many groups of four features stay in the second-level cache. */
const FOURS_AT_ONCE = 8;

/** One thread's part of a training: its own rows, and a share of the features when splits are searched. */
export class Shard {
  readonly kernel: BoostingKernel;
  readonly layout: Layout;
  readonly own: ShardLayout;
  readonly losses: Losses;
  private readonly job: BoostJob;
  private readonly thread: number;
  private readonly words: Int32Array;
  private readonly doubles: Float64Array;
  private readonly starts: Int32Array;
  private readonly counts: Int32Array;
  /** Views are made once: each look at the buffer of a shared memory costs microseconds. */
  private readonly best: BestPlace[];
  private drawn = 0;
  private met = 0;

  constructor(job: BoostJob, thread: number) {
    this.job = job;
    this.thread = thread;
    this.layout = job.layout;
    this.own = job.layout.shards[thread]!;
    this.kernel = instantiateBoosting(job.kernel, job.memory);
    const { buffer } = job.memory;
    this.words = new Int32Array(buffer, this.layout.control, 32);
    this.doubles = new Float64Array(buffer, this.layout.control + DOUBLES_AT, DOUBLES);
    this.starts = new Int32Array(this.layout.leaves);
    this.counts = new Int32Array(this.layout.leaves);
    this.losses = new Losses(job);
    this.best = [0, 1].map((child) => bestPlace(buffer, this.own.best + child * BEST_BYTES));
  }

  /** Follows the coordinator until it says stop; for threads other than the first. */
  serve(): void {
    const at = this.layout.control + WORD.epoch * 4;
    for (let seen = 0; ; ) {
      seen = this.kernel.waitChange(at, seen, SPINS);
      const op = this.words[WORD.op]!;
      if (op !== OP.stop) this.run(op);
      this.kernel.bumpAndNotify(this.layout.control + WORD.done * 4);
      if (op === OP.stop) return;
    }
  }

  run(op: number): void {
    if (op === OP.edges) this.edges();
    else if (op === OP.bin) this.bin();
    else if (op === OP.softmax) this.softmax();
    else if (op === OP.gradient) this.gradient(this.arg(0));
    else if (op === OP.root) this.root();
    else if (op === OP.split) this.split();
    else if (op === OP.finish) this.finish();
    else if (op === OP.loss) this.losses.measure(...this.share(this.losses.count));
  }

  private softmax(): void {
    const { own, layout } = this;
    this.kernel.softmax(own.score, own.probability, own.padded, own.padded, layout.outputs);
  }

  private arg(i: number): number {
    return this.words[WORD.args + i]!;
  }

  /** This thread's share of `count` things: [from, to). */
  private share(count: number): [number, number] {
    const { threads } = this.layout;
    return [Math.floor((count * this.thread) / threads), Math.floor((count * (this.thread + 1)) / threads)];
  }

  private edges(): void {
    const { layout, job } = this;
    const total = layout.rows + layout.validationRows;
    const counts = new Uint32Array(job.memory.buffer, layout.edgeCounts, layout.features);
    const [from, to] = this.share(layout.features);
    for (let feature = from; feature < to; feature++) {
      const column = new Float32Array(job.memory.buffer, layout.raw + feature * total * 4, layout.rows);
      const edges = job.categories[feature] ? codeEdges(column) : binEdges(column, job.settings.bins);
      new Float32Array(job.memory.buffer, layout.edges + feature * 1024, 256).fill(Number.POSITIVE_INFINITY).set(edges);
      counts[feature] = edges.length;
    }
  }

  private bin(): void {
    const { layout, own, job, thread } = this;
    const { buffer } = job.memory;
    const total = layout.rows + layout.validationRows;
    const target = new Float32Array(buffer, layout.rawTarget, total);
    const weight = new Float32Array(buffer, layout.rawWeight, total);
    const ownTarget = new Float32Array(buffer, own.target, own.padded);
    const ownWeight = new Float32Array(buffer, own.weight, own.padded);
    for (let local = 0; local < own.rows; local += BLOCK) {
      const row = ((local / BLOCK) * layout.threads + thread) * BLOCK;
      const count = Math.min(BLOCK, own.rows - local);
      ownTarget.set(target.subarray(row, row + count), local);
      ownWeight.set(weight.subarray(row, row + count), local);
      this.binRows(row, count, (feature) => [
        own.bins + local * layout.stride + feature,
        own.columns + feature * own.padded + local,
      ]);
    }
    const [from, to] = this.share(layout.validationRows);
    this.binRows(layout.rows + from, to - from, (feature) => [
      layout.validationBins + from * layout.stride + feature,
      own.scratch,
    ]);
    job.base.forEach((base, output) => {
      new Float32Array(buffer, own.score + output * own.padded * 4, own.padded).fill(base);
      const at = layout.validationScores + (output * layout.validationRows + from) * 4;
      new Float32Array(buffer, at, to - from).fill(base);
    });
  }

  private binRows(row: number, count: number, place: (feature: number) => [number, number]): void {
    const { layout, kernel } = this;
    const total = layout.rows + layout.validationRows;
    for (let feature = 0; feature < layout.features; feature++) {
      const source = layout.raw + (feature * total + row) * 4;
      const [rowMajor, columnMajor] = place(feature);
      const edges = layout.edges + feature * 1024;
      kernel.binColumn(source, count, edges, rowMajor, layout.stride, columnMajor);
    }
  }

  /**
   * Args: output, and as the last one the seed of the rounding. Doubles: scale of g, of h. Leaves the quantised gradients, and the
   * sums of |g| and h before that, as fixed-point numbers, at `sums`.
   */
  private gradient(output: number): void {
    const { own, job, kernel, layout, thread } = this;
    new BigInt64Array(job.memory.buffer, own.sums, 2).fill(0n);
    const { target, weight, pairs, padded, sums } = own;
    const [scaleG, scaleH, seed] = [this.doubles[0]!, this.doubles[1]!, this.arg(SEED)];
    const score = own.score + output * padded * 4;
    if (job.task === 'multiclass') {
      const factor = layout.outputs / (layout.outputs - 1);
      const from = own.probability + output * padded * 4;
      const { threads } = layout;
      kernel.gradientClass(
        from,
        target,
        weight,
        pairs,
        padded,
        sums,
        scaleG,
        scaleH,
        thread,
        threads,
        seed,
        output,
        factor,
      );
    } else {
      const run = job.task === 'binary' ? kernel.gradientBinary : kernel.gradientSquared;
      run(score, target, weight, pairs, padded, sums, scaleG, scaleH, thread, layout.threads, seed);
    }
  }

  /** Args: seed, limit of the row draw, then those of `find`. Leaves the root's histogram. */
  private root(): void {
    const { own, kernel, layout, thread } = this;
    const seed = this.arg(0);
    this.drawn = kernel.drawRows(own.index, own.rows, thread, layout.threads, seed, this.arg(1));
    this.starts[0] = 0;
    this.counts[0] = this.drawn;
    this.histogram(0);
    this.meet();
    this.find(2);
  }

  /** Waits until all threads are here, without the coordinator having to say so. */
  private meet(): void {
    const { layout, kernel } = this;
    const at = layout.control + WORD.met * 4;
    const seen = this.met;
    this.met += layout.threads;
    if (layout.threads === 1) return;
    kernel.bumpAndNotify(at);
    for (let now = seen; now !== this.met; ) now = kernel.waitChange(at, now, SPINS);
  }

  private histogram(slot: number): void {
    const { own, kernel, layout } = this;
    kernel.clear(own.histogram, layout.histogramBytes);
    const index = own.index + this.starts[slot]! * 4;
    for (let first = 0; first < layout.features; first += 4 * FOURS_AT_ONCE) {
      const fours = Math.min(FOURS_AT_ONCE, Math.ceil((layout.features - first) / 4));
      const count = this.counts[slot]!;
      kernel.histogram(index, count, own.pairs, own.bins, layout.stride, first, fours, own.histogram);
    }
  }

  /**
   * Args: slot (becomes the left child), slot of the right child, feature, slot whose histogram is needed or −1, and then those
   * of `find`, which follows when all threads have theirs.
   */
  private split(): void {
    const { own, kernel } = this;
    const slot = this.arg(0);
    const right = this.arg(1);
    const start = this.starts[slot]!;
    const count = this.counts[slot]!;
    const column = own.columns + this.arg(2) * own.padded;
    const left = kernel.partition(own.index + start * 4, count, own.scratch, column, this.layout.goesLeft);
    this.counts[slot] = left;
    this.starts[right] = start + left;
    this.counts[right] = count - left;
    if (this.arg(3) < 0) return;
    this.histogram(this.arg(3));
    this.meet();
    this.find(4);
  }

  /**
   * Args from `at`: address of the small child's histogram, of the parent's (0 at the root; becomes the sibling's), search the small one,
   * search the sibling, min rows, min hessian, longest set, min rows of a category.
   * Doubles: score to beat of each, l2, extra l2 and smoothing for categories (in quantised units), bounds of the value of each.
   */
  private find(at: number): void {
    const { own, kernel, layout } = this;
    const [from, to] = this.share(layout.features);
    this.clearBest();
    if (from === to) return;
    const [small, parent] = [this.arg(at), this.arg(at + 1)];
    const offset = from * FEATURE_BYTES;
    const first = layout.shards[0]!.histogram + offset;
    const bytes = (to - from) * FEATURE_BYTES;
    kernel.combine(first, layout.histogramBytes, layout.threads, small + offset, parent ? parent + offset : 0, bytes);
    const bounded = this.job.monotone.some((direction) => direction !== 0);
    for (const [child, address] of [small, parent].entries()) {
      if (!address || !this.arg(at + 2 + child)) continue;
      kernel.sumFeature(address + offset, own.work);
      this.best[child]!.score[0] = this.doubles[child]!;
      kernel.findSplit(
        address,
        from,
        to,
        layout.features4,
        own.work,
        own.best + child * BEST_BYTES,
        own.work + 64,
        this.doubles[2]!,
        this.doubles[3]!,
        this.doubles[4]!,
        this.arg(at + 4),
        this.arg(at + 5),
        this.arg(at + 6),
        this.arg(at + 7),
        Number(bounded),
        this.doubles[5 + 2 * child]!,
        this.doubles[6 + 2 * child]!,
      );
    }
  }

  private clearBest(): void {
    for (const { words } of this.best) {
      words.fill(0);
      words[2] = NONE;
    }
  }

  /** Args: output, leaves, compute the gradients of the next tree too. The values of the leaf slots stand behind `goesLeft`, the tree's nodes at `nodes`. */
  private finish(): void {
    const { own, kernel, layout, job } = this;
    const output = this.arg(0);
    const values = new Float32Array(job.memory.buffer, layout.goesLeft + 1024, layout.leaves);
    const score = own.score + output * own.padded * 4;
    for (let slot = 0; slot < this.arg(1); slot++) {
      kernel.addLeaf(own.index + this.starts[slot]! * 4, this.counts[slot]!, score, values[slot]!);
    }
    const rest = own.rows - this.drawn;
    if (rest > 0) kernel.addTree(layout.nodes, own.index + this.drawn * 4, rest, own.bins, layout.stride, score);
    const [from, to] = this.share(layout.validationRows);
    const bins = layout.validationBins + from * layout.stride;
    const validation = layout.validationScores + (output * layout.validationRows + from) * 4;
    kernel.addTree(layout.nodes, 0, to - from, bins, layout.stride, validation);
    if (this.arg(2)) this.gradient(output);
  }
}

/** Edges that put code c into bin c + 1. */
function codeEdges(column: Float32Array): Float32Array {
  let top = 0;
  for (const code of column) if (code > top) top = code;
  return Float32Array.from({ length: top }, (_, i) => i);
}
