import type { Tree } from '../../trees/ensemble.ts';
import { BEST_BYTES, type BoostJob, type Layout } from './job.ts';
import { INT_LIMIT, Quantiser, type Scale } from './quantiser.ts';
import { DOUBLES, DOUBLES_AT, OP, SEED, Shard, SPINS, WORD } from './shard.ts';
import {
  type BestPlace,
  bestPlace,
  type Candidate,
  goesLeftOf,
  NONE,
  type NodeRecord,
  packBits,
  readCandidate,
  type Split,
  type Sums,
} from './split-record.ts';
import { treeOf } from './tree-of.ts';

const NODE_WORDS = 12;
const NODE_LEAF = 0xffffffff;
const FIXED_POINT = 16_777_216;
/**
 * Least hessian of a leaf, and the regularisation of category sets (the defaults of LightGBM). A category takes part with at least
 * `minRows` rows, fewer in small tables: with class weights a single heavy row would else make a rare category look decisive.
 */
const MIN_HESSIAN = 1e-3;
const CATEGORY = { l2: 10, smooth: 10, maxSet: 32, minRows: 100, minShare: 0.02 };

/** Least and greatest value of a leaf, before the learning rate, that keep the tree monotone. */
interface Bounds {
  low: number;
  high: number;
}

interface Leaf {
  bounds: Bounds;
  slot: number;
  node: number;
  depth: number;
  sums: Sums;
  histogram: number;
  best: Candidate | null;
}

/** What the search for a leaf's best split starts from. */
interface Search {
  score: number;
  bounds: Bounds;
}

/**
 * Grows trees leaf by leaf, best gain first, over all threads: it is thread 0 and commands the others through the control
 * block. Histograms of the smaller child are built, the sibling's come by subtraction. Sums are whole numbers (gradients
 * quantised with unbiased rounding, after Shi et al., NeurIPS 2022), hence the same on any number of threads.
 */
export class Grower {
  readonly gain: Float64Array;
  private readonly job: BoostJob;
  private readonly layout: Layout;
  private readonly shard: Shard;
  private readonly words: Int32Array;
  private readonly doubles: Float64Array;
  private readonly goesLeft: Uint8Array;
  /** By child, then by thread. */
  private readonly places: BestPlace[][];
  /** Upper edges of the bins, by feature. */
  private edges: Float32Array[] = [];
  private scale: Scale = { g: 1, h: 1 };
  private readonly quantiser: Quantiser;
  private answered = 0;
  private hasGradient = false;

  constructor(job: BoostJob) {
    this.job = job;
    this.layout = job.layout;
    this.shard = new Shard(job, 0);
    this.words = new Int32Array(job.memory.buffer, this.layout.control, 32);
    this.doubles = new Float64Array(job.memory.buffer, this.layout.control + DOUBLES_AT, DOUBLES);
    this.goesLeft = this.bytes(this.layout.goesLeft, 256);
    this.gain = new Float64Array(this.layout.features);
    this.quantiser = new Quantiser(this.layout.rows, job.seed);
    this.places = [0, 1].map((child) =>
      this.layout.shards.map((shard) => bestPlace(job.memory.buffer, shard.best + child * BEST_BYTES)),
    );
  }

  /** Bins all rows; must come first. */
  prepare(): void {
    this.command(OP.edges, []);
    const counts = new Uint32Array(this.job.memory.buffer, this.layout.edgeCounts, this.layout.features);
    for (const [feature, edges] of counts.entries()) this.describe(feature, true, edges + 1);
    this.edges = Array.from(
      counts,
      (count, feature) => new Float32Array(this.job.memory.buffer, this.layout.edges + feature * 1024, count),
    );
    this.command(OP.bin, []);
  }

  /** Lets the other threads end. */
  stop(): void {
    this.command(OP.stop, []);
  }

  /** Refreshes the class probabilities; once a round, before the trees of the classes. */
  softmax(): void {
    this.command(OP.softmax, []);
  }

  /** Mean losses of all that has been grown. */
  losses(): { train: number; validation: number | null } {
    this.command(OP.loss, []);
    return this.shard.losses.read();
  }

  /** Which features the next trees may use. */
  allowFeatures(used: readonly boolean[]): void {
    used.forEach((use, feature) => {
      this.bytes(this.layout.features4 + feature * 4, 1)[0] = use ? 1 : 0;
    });
  }

  /** One tree for `output`, added to the scores of all rows. `limit` = share of rows to draw × 2³² (or 2³² − 1 for all). */
  grow(output: number, seed: number, limit: number): Tree {
    if (!this.hasGradient) this.gradients(output, this.quantiser.expectedScale(output));
    const sums = this.gradientSums();
    // A first tree, or gradients that have changed much: the scale that was expected does not fit.
    if (!this.quantiser.fits(output, this.scale, sums)) this.gradients(output, this.quantiser.scaleOf(sums));
    this.quantiser.remember(output, sums);
    const nodes: NodeRecord[] = [{ split: null, left: -1, right: -1, value: 0 }];
    const leaves = this.growLeaves(nodes, [seed | 0, limit | 0]);
    return this.finish(output, nodes, leaves);
  }

  private gradients(output: number, scale: Scale): void {
    this.setScale(scale);
    this.scale = scale;
    this.command(OP.gradient, this.withSeed([output]));
  }

  private withSeed(args: readonly number[]): number[] {
    const seed = this.quantiser.nextSeed();
    return Array.from({ length: SEED + 1 }, (_, i) => (i === SEED ? seed : (args[i] ?? 0)));
  }

  private setScale({ g, h }: Scale): void {
    this.doubles[0] = g;
    this.doubles[1] = h;
  }

  /** Sums of |g| and h over all rows. */
  private gradientSums(): Scale {
    const total = { g: 0, h: 0 };
    for (const shard of this.layout.shards) {
      const sums = new BigInt64Array(this.job.memory.buffer, shard.sums, 2);
      total.g += Number(sums[0]) / FIXED_POINT;
      total.h += Number(sums[1]) / FIXED_POINT;
    }
    return total;
  }

  private growLeaves(nodes: NodeRecord[], draw: readonly [seed: number, limit: number]): Leaf[] {
    const { leaves: most, histograms, histogramBytes } = this.layout;
    const root: Leaf = {
      slot: 0,
      node: 0,
      depth: 0,
      sums: { g: 0, h: 0, rows: 0 },
      bounds: { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY },
      histogram: histograms,
      best: null,
    };
    this.findRoot(root, draw);
    const leaves = [root];
    while (leaves.length < most) {
      const leaf = this.bestLeaf(leaves);
      if (!leaf?.best) break;
      const isLast = leaves.length + 1 === most;
      const right: Leaf = {
        slot: leaves.length,
        node: nodes.length + 1,
        depth: leaf.depth + 1,
        sums: minus(leaf.sums, leaf.best.left),
        bounds: leaf.bounds,
        histogram: histograms + leaves.length * histogramBytes,
        best: null,
      };
      const split = { ...leaf.best, goesLeft: goesLeftOf(leaf.best) };
      this.splitLeaf({ leaf, right, split, isLast }, nodes);
      leaves.push(right);
    }
    return leaves;
  }

  private bestLeaf(leaves: readonly Leaf[]): Leaf | undefined {
    let best: Leaf | undefined;
    let top = 0;
    for (const leaf of leaves) {
      const gain = leaf.best ? leaf.best.score - this.parentScore(leaf) : 0;
      if (gain > top) [best, top] = [leaf, gain];
    }
    return best;
  }

  private splitLeaf(step: { leaf: Leaf; right: Leaf; split: Split; isLast: boolean }, nodes: NodeRecord[]): void {
    const { leaf, right, split, isLast } = step;
    const { g, h } = this.scale;
    this.gain[split.feature]! += ((split.score - this.parentScore(leaf)) * h) / (g * g);
    nodes[leaf.node]!.split = split;
    nodes[leaf.node]!.left = nodes.length;
    nodes[leaf.node]!.right = nodes.length + 1;
    nodes.push({ split: null, left: -1, right: -1, value: 0 }, { split: null, left: -1, right: -1, value: 0 });
    this.goesLeft.set(split.goesLeft);
    leaf.node = nodes.length - 2;
    leaf.sums = split.left;
    leaf.depth++;
    leaf.best = null;
    this.narrow(leaf, right, this.job.monotone[split.feature]!);
    const leftIsSmall = leaf.sums.rows <= right.sums.rows;
    const small = leftIsSmall ? leaf : right;
    const sibling = leftIsSmall ? right : leaf;
    const cut = [leaf.slot, right.slot, split.feature];
    if (isLast || !(this.canSplit(leaf) || this.canSplit(right))) {
      this.command(OP.split, [...cut, -1]);
      return;
    }
    const parentHistogram = leaf.histogram;
    const freeHistogram = right.histogram;
    small.histogram = freeHistogram;
    sibling.histogram = parentHistogram;
    const search = this.searchOf(small, sibling);
    this.command(OP.split, [...cut, small.slot, ...search]);
    if (this.canSplit(small)) small.best = this.readBest(0);
    if (this.canSplit(sibling)) sibling.best = this.readBest(1);
  }

  /** After a split of a monotone feature no value below may cross the middle between the two sides. */
  private narrow(left: Leaf, right: Leaf, direction: number): void {
    if (direction === 0) return;
    const { low, high } = left.bounds;
    const middle = (this.valueOf(left) + this.valueOf(right)) / 2;
    const [below, above] = [
      { low, high: middle },
      { low: middle, high },
    ];
    left.bounds = direction > 0 ? below : above;
    right.bounds = direction > 0 ? above : below;
  }

  /** A leaf's value before the learning rate. */
  private valueOf({ sums, bounds }: Leaf): number {
    const value = -(sums.g / this.scale.g) / (sums.h / this.scale.h + this.job.settings.l2 + 1e-12);
    return Math.min(Math.max(value, bounds.low), bounds.high);
  }

  private canSplit(leaf: Leaf): boolean {
    const { minLeafRows, maxDepth } = this.job.settings;
    return leaf.sums.rows >= 2 * minLeafRows && (maxDepth === 0 || leaf.depth < maxDepth);
  }

  private findRoot(root: Leaf, draw: readonly [seed: number, limit: number]): void {
    this.setFindDoubles({ score: 0, bounds: root.bounds }, { score: 0, bounds: root.bounds });
    this.command(OP.root, [...draw, ...this.findArgs(root.histogram, 0, [true, false])]);
    root.sums = this.sumsOf(root.histogram);
    if (!this.canSplit(root)) return;
    const floor = this.scoreToBeat(root);
    const best = this.readBest(0);
    root.best = best && best.score > floor ? best : null;
  }

  /** Sets the doubles of a search in both children, and gives its arguments. */
  private searchOf(small: Leaf, sibling: Leaf): number[] {
    const search = (leaf: Leaf): Search => ({ score: this.scoreToBeat(leaf), bounds: leaf.bounds });
    this.setFindDoubles(search(small), search(sibling));
    return this.findArgs(small.histogram, sibling.histogram, [this.canSplit(small), this.canSplit(sibling)]);
  }

  private setFindDoubles(small: Search, sibling: Search): void {
    const { doubles, scale } = this;
    const { g, h } = scale;
    const toUnits = g / h;
    doubles[0] = small.score;
    doubles[1] = sibling.score;
    doubles[2] = this.job.settings.l2 * h;
    doubles[3] = CATEGORY.l2 * h;
    doubles[4] = CATEGORY.smooth * h;
    doubles[5] = small.bounds.low * toUnits;
    doubles[6] = small.bounds.high * toUnits;
    doubles[7] = sibling.bounds.low * toUnits;
    doubles[8] = sibling.bounds.high * toUnits;
  }

  private findArgs(small: number, parent: number, search: [boolean, boolean]): number[] {
    const minHessian = Math.min(Math.ceil(MIN_HESSIAN * this.scale.h), INT_LIMIT);
    const flags = search.map(Number);
    const { minLeafRows } = this.job.settings;
    const minCategoryRows = Math.min(CATEGORY.minRows, Math.ceil(this.layout.rows * CATEGORY.minShare));
    return [small, parent, ...flags, minLeafRows, minHessian, CATEGORY.maxSet, minCategoryRows];
  }

  /** The best of the threads' finds; on equal scores the first feature, as one thread alone would choose. */
  private readBest(child: number): Candidate | null {
    let best: BestPlace | undefined;
    for (const place of this.places[child]!) {
      if (place.words[2] !== NONE && (!best || place.score[0]! > best.score[0]!)) best = place;
    }
    return best ? readCandidate(best) : null;
  }

  private sumsOf(histogram: number): Sums {
    const work = this.shard.own.work;
    this.shard.kernel.sumFeature(histogram, work);
    const sums = new Int32Array(this.job.memory.buffer, work, 3);
    return { g: sums[0]!, h: sums[1]!, rows: sums[2]! };
  }

  /** G² / (H + l2), or less where the bounds do not allow the best value. */
  private parentScore({ sums, bounds }: Leaf): number {
    const { g, h } = this.scale;
    const weight = sums.h + this.job.settings.l2 * h;
    const best = -sums.g / weight;
    const value = Math.min(Math.max(best, (bounds.low * g) / h), (bounds.high * g) / h);
    return value === best ? (sums.g * sums.g) / weight : -value * (2 * sums.g + weight * value);
  }

  private scoreToBeat(leaf: Leaf): number {
    const { g, h } = this.scale;
    return this.parentScore(leaf) + (Math.max(this.job.settings.minGain, 1e-10) * g * g) / h;
  }

  private finish(output: number, nodes: NodeRecord[], leaves: readonly Leaf[]): Tree {
    const { learningRate } = this.job.settings;
    const values = new Float32Array(this.job.memory.buffer, this.layout.goesLeft + 1024, this.layout.leaves);
    for (const leaf of leaves) {
      const value = Math.fround(this.valueOf(leaf) * learningRate);
      values[leaf.slot] = value;
      nodes[leaf.node]!.value = value;
    }
    if (this.needsNodes()) this.writeNodes(nodes);
    // With one score a row the next tree needs nothing but the new scores: its gradients follow at once.
    this.hasGradient = this.layout.outputs === 1;
    const next = this.quantiser.expectedScale(output);
    this.setScale(next);
    this.command(OP.finish, this.withSeed([output, leaves.length, Number(this.hasGradient)]));
    const tree = treeOf(nodes, this.edges, output);
    this.scale = next;
    return tree;
  }

  /** Rows that no leaf holds, because they were not drawn or are for validation, walk down the tree. */
  private needsNodes(): boolean {
    return this.layout.validationRows > 0 || this.job.settings.subsample < 1;
  }

  private writeNodes(nodes: readonly NodeRecord[]): void {
    const words = new Uint32Array(this.job.memory.buffer, this.layout.nodes, nodes.length * NODE_WORDS);
    const floats = new Float32Array(this.job.memory.buffer, this.layout.nodes, nodes.length * NODE_WORDS);
    nodes.forEach((node, i) => {
      const at = i * NODE_WORDS;
      words[at] = node.split ? node.split.feature : NODE_LEAF;
      words[at + 1] = Math.max(node.left, 0);
      words[at + 2] = Math.max(node.right, 0);
      floats[at + 3] = node.value;
      if (!node.split) return;
      this.bytes(this.layout.nodes + i * 48 + 16, 32).set(packBits(node.split.goesLeft));
    });
  }

  private describe(feature: number, use: boolean, bins: number): void {
    const about = this.bytes(this.layout.features4 + feature * 4, 4);
    const direction = this.job.monotone[feature]!;
    const kind = this.job.categories[feature] ? 1 : direction > 0 ? 2 : direction < 0 ? 3 : 0;
    about.set([use ? 1 : 0, kind, bins & 255, bins >> 8]);
  }

  private bytes(at: number, count: number): Uint8Array {
    return new Uint8Array(this.job.memory.buffer, at, count);
  }

  /** Has all threads do `op`, and returns when all have. */
  private command(op: number, args: readonly number[]): void {
    const { threads, control } = this.layout;
    this.words[WORD.op] = op;
    this.words.set(args, WORD.args);
    if (threads > 1) this.shard.kernel.bumpAndNotify(control + WORD.epoch * 4);
    if (op !== OP.stop) this.shard.run(op);
    const expected = this.answered + threads - 1;
    while (this.answered !== expected) {
      this.answered = this.shard.kernel.waitChange(control + WORD.done * 4, this.answered, SPINS);
    }
  }
}

function minus(a: Sums, b: Sums): Sums {
  return { g: a.g - b.g, h: a.h - b.h, rows: a.rows - b.rows };
}
