import { Control, OP, type Search, type SearchLimits, TASKS, type Task, WORD } from './control.ts';
import { binEdges } from './edges.ts';
import { BEST_BYTES, BLOCK, type BoostJob, type Layout, type ShardLayout } from './job.ts';
import { type BoostingKernel, instantiateBoosting } from './kernel.ts';
import { Losses } from './loss.ts';
import { type BestPlace, bestPlace, NONE } from './split-record.ts';

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
  readonly control: Control;
  private readonly job: BoostJob;
  private readonly thread: number;
  private readonly starts: Int32Array;
  private readonly counts: Int32Array;
  private readonly values: Float32Array;
  /** By task and child. Views are made once: each look at the buffer of a shared memory costs microseconds. */
  private readonly best: BestPlace[][];
  private readonly isBounded: boolean;
  private limits: SearchLimits;
  private drawn = 0;
  private met = 0;

  constructor(job: BoostJob, thread: number) {
    this.job = job;
    this.thread = thread;
    this.layout = job.layout;
    this.own = job.layout.shards[thread]!;
    this.kernel = instantiateBoosting(job.kernel, job.memory);
    const { buffer } = job.memory;
    this.control = new Control(buffer, this.layout.control);
    this.limits = this.control.limits;
    this.starts = new Int32Array(this.layout.slots);
    this.counts = new Int32Array(this.layout.slots);
    this.values = new Float32Array(buffer, this.layout.values, this.layout.slots);
    this.isBounded = job.monotone.some((direction) => direction !== 0);
    this.losses = new Losses(job);
    this.best = Array.from({ length: TASKS }, (_, task) =>
      [0, 1].map((child) => bestPlace(buffer, this.own.best + (2 * task + child) * BEST_BYTES)),
    );
  }

  /** Follows the coordinator until it says stop; for threads other than the first. */
  serve(): void {
    const at = this.layout.control + WORD.epoch * 4;
    for (let seen = 0; ; ) {
      seen = this.kernel.waitChange(at, seen, SPINS);
      const { op } = this.control;
      if (op !== OP.stop) this.run(op);
      this.kernel.bumpAndNotify(this.layout.control + WORD.done * 4);
      if (op === OP.stop) return;
    }
  }

  run(op: number): void {
    if (op === OP.edges) this.edges();
    else if (op === OP.bin) this.bin();
    else if (op === OP.softmax) this.softmax();
    else if (op === OP.gradient) this.gradient(this.control.arg(0), this.control.arg(1));
    else if (op === OP.root) this.root();
    else if (op === OP.split) this.split();
    else if (op === OP.finish) this.finish();
    else if (op === OP.loss) this.losses.measure(...this.share(this.losses.count));
  }

  private softmax(): void {
    const { own, layout } = this;
    this.kernel.softmax(own.score, own.probability, own.padded, own.padded, layout.outputs);
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
   * Args: output, seed of the rounding. Leaves the gradients, quantised by the command's scale, and the sums of |g| and h before that, as
   * fixed-point numbers, at `sums`.
   */
  private gradient(output: number, seed: number): void {
    const { own, job, kernel, layout, thread } = this;
    new BigInt64Array(job.memory.buffer, own.sums, 2).fill(0n);
    const { target, weight, pairs, padded, sums } = own;
    const { g: scaleG, h: scaleH } = this.control.scale;
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

  /** Args: seed, limit of the row draw. The task of the root has no sibling. */
  private root(): void {
    const { own, kernel, layout, thread, control } = this;
    this.drawn = kernel.drawRows(own.index, own.rows, thread, layout.threads, control.arg(0), control.arg(1));
    this.starts[0] = 0;
    this.counts[0] = this.drawn;
    this.limits = control.limits;
    this.count(control.tasks);
  }

  /** Splits the rows of the tasks' leaves, and searches the sides that are to be searched. */
  private split(): void {
    const tasks = this.control.tasks;
    tasks.forEach((task, i) => {
      this.partition(task, this.layout.goesLeft + i * 256);
    });
    this.count(tasks);
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

  private partition({ slot, right, feature }: Task, goesLeft: number): void {
    const { own, kernel, starts, counts } = this;
    const start = starts[slot]!;
    const count = counts[slot]!;
    const column = own.columns + feature * own.padded;
    const left = kernel.partition(own.index + start * 4, count, own.scratch, column, goesLeft);
    counts[slot] = left;
    starts[right] = start + left;
    counts[right] = count - left;
  }

  /** Adds up the histograms of the tasks that need one, and when all threads have theirs, searches this thread's features. */
  private count(tasks: readonly Task[]): void {
    tasks.forEach((task, i) => {
      if (task.counted >= 0) this.histogram(task.counted, this.own.parts[i]!);
    });
    if (!tasks.some(({ counted }) => counted >= 0)) return;
    this.meet();
    tasks.forEach((task, i) => {
      if (task.counted >= 0) this.find(task, i);
    });
  }

  private histogram(slot: number, to: number): void {
    const { own, kernel, layout } = this;
    kernel.clear(to, own.features4, layout.features);
    const index = own.index + this.starts[slot]! * 4;
    const count = this.counts[slot]!;
    for (let first = 0; first < layout.features; first += 4 * FOURS_AT_ONCE) {
      const fours = Math.min(FOURS_AT_ONCE, Math.ceil((layout.features - first) / 4));
      kernel.histogram(index, count, own.pairs, own.bins, layout.stride, first, fours, to);
    }
  }

  /** Sums what the threads have counted for this thread's features, subtracts it from the parent's, and looks for the best splits. */
  private find(task: Task, i: number): void {
    const { own, kernel, layout } = this;
    const { histogram, sibling } = task;
    const parts = layout.shards[0]!.parts[i]!;
    const features = own.features4;
    const first = kernel.combine(
      parts,
      layout.histogramBytes,
      layout.threads,
      histogram,
      sibling,
      features,
      layout.features,
    );
    task.searches.forEach((search, child) => {
      const place = this.best[i]![child]!;
      place.words[2] = NONE;
      if (!search || first < 0) return;
      const from = child === 0 ? histogram : sibling;
      kernel.sumFeature(from, first, features, own.work);
      place.score[0] = search.score;
      this.findSplit(from, own.best + (2 * i + child) * BEST_BYTES, search);
    });
  }

  private findSplit(histogram: number, to: number, search: Search): void {
    const { own, layout, limits } = this;
    this.kernel.findSplit(
      histogram,
      layout.features,
      own.features4,
      own.work,
      to,
      own.work + 64,
      limits.l2,
      limits.categoryL2,
      limits.smooth,
      limits.minRows,
      limits.minHessian,
      limits.maxSet,
      limits.minCategoryRows,
      Number(this.isBounded),
      search.low,
      search.high,
    );
  }

  /** Args: output, slots in use, compute the gradients of the next tree too, seed of their rounding. */
  private finish(): void {
    const { own, kernel, layout, control } = this;
    const output = control.arg(0);
    const score = own.score + output * own.padded * 4;
    for (let slot = 0; slot < control.arg(1); slot++) {
      kernel.addLeaf(own.index + this.starts[slot]! * 4, this.counts[slot]!, score, this.values[slot]!);
    }
    const rest = own.rows - this.drawn;
    if (rest > 0) kernel.addTree(layout.nodes, own.index + this.drawn * 4, rest, own.bins, layout.stride, score);
    const [from, to] = this.share(layout.validationRows);
    const bins = layout.validationBins + from * layout.stride;
    const validation = layout.validationScores + (output * layout.validationRows + from) * 4;
    kernel.addTree(layout.nodes, 0, to - from, bins, layout.stride, validation);
    if (control.arg(2)) this.gradient(output, control.arg(3));
  }
}

/** Edges that put code c into bin c + 1. */
function codeEdges(column: Float32Array): Float32Array {
  let top = 0;
  for (const code of column) if (code > top) top = code;
  return Float32Array.from({ length: top }, (_, i) => i);
}
