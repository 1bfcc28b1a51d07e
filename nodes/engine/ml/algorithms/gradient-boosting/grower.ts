import type { Tree } from '../../trees/ensemble.ts';
import { type Control, OP, type Search, TASKS, type Task, WORD } from './control.ts';
import { dealFeatures } from './feature-shares.ts';
import { Growth } from './growth.ts';
import { BEST_BYTES, type BoostJob, type Layout } from './job.ts';
import { childrenOf, type Leaf, leafScore, leafValue, type Units } from './leaf.ts';
import { Quantiser, type Scale } from './quantiser.ts';
import { searchLimits } from './search-limits.ts';
import { Shard, SPINS } from './shard.ts';
import {
  type BestPlace,
  bestPlace,
  type Candidate,
  goesLeftBits,
  NONE,
  type NodeRecord,
  readCandidate,
  type Sums,
  writeGoesLeft,
} from './split-record.ts';
import { treeOf } from './tree-of.ts';

const NODE_WORDS = 12;
const NODE_LEAF = 0xffffffff;
const FIXED_POINT = 16_777_216;

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
  private readonly control: Control;
  /** Tables of the bins that go left, by task. */
  private readonly goesLeft: Uint8Array[];
  /** By task, child and thread. */
  private readonly places: BestPlace[][][];
  /** About each feature 4 bytes, by thread. */
  private readonly features4: Uint8Array[];
  private readonly values: Float32Array;
  /** Last bin of each feature. */
  private bins = new Uint32Array(0);
  /** Upper edges of the bins, by feature. */
  private edges: Float32Array[] = [];
  /** The first feature that the next trees may use. */
  private firstUsed = 0;
  private units: Units;
  private readonly quantiser: Quantiser;
  /** By output, the least gain of a split in its last tree: what gains more in the next will most likely be split. */
  private readonly weakest: number[] = [];
  private slots = 1;
  private answered = 0;
  private hasGradient = false;

  constructor(job: BoostJob) {
    const { layout, memory } = job;
    this.job = job;
    this.layout = layout;
    this.shard = new Shard(job, 0);
    this.control = this.shard.control;
    this.units = { g: 1, h: 1, l2: job.settings.l2 };
    this.goesLeft = Array.from({ length: TASKS }, (_, task) => this.bytes(layout.goesLeft + task * 256, 256));
    this.features4 = layout.shards.map(({ features4 }) => this.bytes(features4, layout.features * 4));
    this.values = new Float32Array(memory.buffer, layout.values, layout.slots);
    this.gain = new Float64Array(layout.features);
    this.quantiser = new Quantiser(layout.rows, job.seed);
    this.places = Array.from({ length: TASKS }, (_, task) =>
      [0, 1].map((child) =>
        layout.shards.map(({ best }) => bestPlace(memory.buffer, best + (2 * task + child) * BEST_BYTES)),
      ),
    );
  }

  /** Bins all rows; must come first. */
  prepare(): void {
    const { buffer } = this.job.memory;
    this.command(OP.edges, []);
    const counts = new Uint32Array(buffer, this.layout.edgeCounts, this.layout.features);
    this.bins = counts.map((count) => count + 1);
    this.edges = Array.from(
      counts,
      (count, feature) => new Float32Array(buffer, this.layout.edges + feature * 1024, count),
    );
    this.allowFeatures(new Array<boolean>(this.layout.features).fill(true));
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

  /** Which features the next trees may use; each thread searches its share of them. */
  allowFeatures(used: readonly boolean[]): void {
    const { monotone, categories } = this.job;
    const costs = used.map((use, feature) => (use ? searchCost(this.bins[feature]!, categories[feature]!) : 0));
    const owners = dealFeatures(costs, this.layout.threads);
    this.firstUsed = used.indexOf(true);
    this.features4.forEach((about, thread) => {
      owners.forEach((owner, feature) => {
        const [bins, direction] = [this.bins[feature]!, monotone[feature]!];
        const kind = categories[feature] ? 1 : direction > 0 ? 2 : direction < 0 ? 3 : 0;
        about.set([Number(owner === thread), kind, bins & 255, bins >> 8], feature * 4);
      });
    });
  }

  /** One tree for `output`, added to the scores of all rows. `limit` = share of rows to draw × 2³² (or 2³² − 1 for all). */
  grow(output: number, seed: number, limit: number): Tree {
    if (!this.hasGradient) this.gradients(output, this.quantiser.expectedScale(output));
    const sums = this.gradientSums();
    // A first tree, or gradients that have changed much: the scale that was expected does not fit.
    if (!this.quantiser.fits(output, this.units, sums)) this.gradients(output, this.quantiser.scaleOf(sums));
    this.quantiser.remember(output, sums);
    return this.finish(output, this.growLeaves(output, [seed | 0, limit | 0]));
  }

  private gradients(output: number, scale: Scale): void {
    this.setScale(scale);
    this.command(OP.gradient, [output, this.quantiser.nextSeed()]);
  }

  private setScale({ g, h }: Scale): void {
    this.control.scale = { g, h };
    this.units = { g, h, l2: this.job.settings.l2 };
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

  private growLeaves(output: number, draw: readonly [seed: number, limit: number]): Growth {
    const { leaves, ahead } = this.layout;
    const root = this.findRoot(draw);
    const toGain = this.units.h / this.units.g ** 2;
    const worth = (this.weakest[output] ?? Number.POSITIVE_INFINITY) / toGain;
    const growth = new Growth(root, { leaves, ahead, worth });
    this.slots = 1;
    for (let leaf = growth.next(); leaf; leaf = growth.next()) {
      if (!leaf.children) this.expand(growth.toExpand(leaf), growth.isLast);
      this.gain[leaf.best!.feature]! += (leaf.gain * this.units.h) / this.units.g ** 2;
      growth.choose(leaf);
    }
    this.weakest[output] = growth.weakest * toGain;
    return growth;
  }

  private findRoot(draw: readonly [seed: number, limit: number]): Leaf {
    const { histograms: histogram } = this.layout;
    const bounds = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
    const sums = { g: 0, h: 0, rows: 0 };
    const root: Leaf = { slot: 0, node: 0, depth: 0, sums, bounds, histogram, best: null, gain: 0, children: null };
    const searches = [{ score: 0, ...bounds }, null] as const;
    this.control.limits = searchLimits(this.job, this.units);
    this.control.tasks = [{ slot: 0, right: 0, feature: 0, counted: 0, histogram, sibling: 0, searches }];
    this.command(OP.root, draw);
    root.sums = this.sumsOf(root.histogram);
    if (!this.canSplit(root)) return root;
    const best = this.readBest(0, 0);
    if (best && best.score > this.scoreToBeat(root)) this.setBest(root, best);
    return root;
  }

  /** Carries out the best splits of the leaves in all threads, and finds the best ones of their sides unless `isLast`. */
  private expand(leaves: readonly Leaf[], isLast: boolean): void {
    const tasks = leaves.map((leaf, i) => {
      writeGoesLeft(leaf.best!, this.goesLeft[i]!);
      return this.expansion(leaf, isLast);
    });
    this.control.tasks = tasks.map(({ task }) => task);
    this.command(OP.split, []);
    tasks.forEach(({ task, children }, i) => {
      children.forEach((child, c) => {
        const best = task.searches[c] ? this.readBest(i, c) : null;
        if (best) this.setBest(child, best);
      });
    });
  }

  /** Makes the sides of a leaf, and the task that fills them: first the one whose histogram is added up. */
  private expansion(leaf: Leaf, isLast: boolean): { task: Task; children: [counted: Leaf, sibling: Leaf] } {
    const { feature } = leaf.best!;
    const slot = this.slots++;
    const [left, right] = childrenOf(leaf, { slot }, { units: this.units, direction: this.job.monotone[feature]! });
    leaf.children = [left, right];
    const [counted, sibling] = left.sums.rows <= right.sums.rows ? [left, right] : [right, left];
    counted.histogram = this.layout.histograms + slot * this.layout.histogramBytes;
    sibling.histogram = leaf.histogram;
    const searches = isLast ? ([null, null] as const) : ([this.searchOf(counted), this.searchOf(sibling)] as const);
    const task = {
      slot: leaf.slot,
      right: slot,
      feature,
      counted: searches[0] || searches[1] ? counted.slot : -1,
      histogram: counted.histogram,
      sibling: sibling.histogram,
      searches,
    };
    return { task, children: [counted, sibling] };
  }

  private searchOf(leaf: Leaf): Search | null {
    if (!this.canSplit(leaf)) return null;
    const { g, h } = this.units;
    const toUnits = g / h;
    return { score: this.scoreToBeat(leaf), low: leaf.bounds.low * toUnits, high: leaf.bounds.high * toUnits };
  }

  private setBest(leaf: Leaf, best: Candidate): void {
    leaf.best = best;
    leaf.gain = best.score - leafScore(leaf, this.units);
  }

  private canSplit(leaf: Leaf): boolean {
    const { minLeafRows, maxDepth } = this.job.settings;
    return leaf.sums.rows >= 2 * minLeafRows && (maxDepth === 0 || leaf.depth < maxDepth);
  }

  private scoreToBeat(leaf: Leaf): number {
    const { g, h } = this.units;
    return leafScore(leaf, this.units) + (Math.max(this.job.settings.minGain, 1e-10) * g * g) / h;
  }

  /** The best of the threads' finds; on equal scores the first feature, as one thread alone would choose. */
  private readBest(task: number, child: number): Candidate | null {
    let best: BestPlace | undefined;
    for (const place of this.places[task]![child]!) {
      if (place.words[2] === NONE) continue;
      const lead = best ? place.score[0]! - best.score[0]! : 1;
      if (!best || lead > 0 || (lead === 0 && place.words[2]! < best.words[2]!)) best = place;
    }
    return best ? readCandidate(best) : null;
  }

  private sumsOf(histogram: number): Sums {
    const { work } = this.shard.own;
    this.shard.kernel.sumFeature(histogram, this.firstUsed, this.shard.own.features4, work);
    const sums = new Int32Array(this.job.memory.buffer, work, 3);
    return { g: sums[0]!, h: sums[1]!, rows: sums[2]! };
  }

  private finish(output: number, { nodes, leaves }: Growth): Tree {
    for (const leaf of leaves) {
      const value = Math.fround(leafValue(leaf, this.units) * this.job.settings.learningRate);
      nodes[leaf.node]!.value = value;
      this.values[leaf.slot] = value;
      // Expanded and never chosen: its rows stand in the slots of both sides.
      if (leaf.children) this.values[leaf.children[1].slot] = value;
    }
    if (this.needsNodes()) this.writeNodes(nodes);
    // With one score a row the next tree needs nothing but the new scores: its gradients follow at once.
    this.hasGradient = this.layout.outputs === 1;
    this.setScale(this.quantiser.expectedScale(output));
    this.command(OP.finish, [output, this.slots, Number(this.hasGradient), this.quantiser.nextSeed()]);
    return treeOf(nodes, this.edges, output);
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
      this.bytes(this.layout.nodes + i * 48 + 16, 32).set(goesLeftBits(node.split));
    });
  }

  private bytes(at: number, count: number): Uint8Array {
    return new Uint8Array(this.job.memory.buffer, at, count);
  }

  /** Has all threads do `op`, and returns when all have. */
  private command(op: number, args: readonly number[]): void {
    const { layout, shard } = this;
    this.control.set(op, args);
    if (layout.threads > 1) shard.kernel.bumpAndNotify(layout.control + WORD.epoch * 4);
    if (op !== OP.stop) shard.run(op);
    const expected = this.answered + layout.threads - 1;
    while (this.answered !== expected) {
      this.answered = shard.kernel.waitChange(layout.control + WORD.done * 4, this.answered, SPINS);
    }
  }
}

/** About how long the search of a feature takes: categories are sorted first. */
function searchCost(bins: number, isCategory: boolean): number {
  return (isCategory ? 4 : 1) * (bins + 16);
}
