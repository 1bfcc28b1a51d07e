import type { GradientBoostingSettings, Task } from '../../../../contract/model.ts';
import type { Tree } from '../../trees/ensemble.ts';
import { CONTROL_BYTES, TASKS } from './control.ts';

/** Rows of a block; blocks are dealt round to the threads. */
export const BLOCK = 256;
const FEATURE_BYTES = 4096;
export const BEST_BYTES = 96;
/** Leaves that may stand expanded without being chosen, where there is more than one thread: each needs a slot. */
const AHEAD = 4;
/** Blocks of training rows on which the curve's loss is measured, at least where there are as many. */
const CURVE_BLOCKS = 8;

/** One training, as plain data that crosses to worker threads. The rows stand in the shared memory at `layout`. */
export interface BoostJob {
  kernel: WebAssembly.Module;
  memory: WebAssembly.Memory;
  layout: Layout;
  task: Task;
  /** Scores a row: 1, or the number of classes. */
  outputs: number;
  /** Score before the first tree, by output. */
  base: number[];
  /** Features that are codes of a category. */
  categories: boolean[];
  /** For each feature 1 when the prediction must not fall with it, −1 when it must not rise, else 0. */
  monotone: number[];
  settings: GradientBoostingSettings;
  seed: number;
}

export interface BoostRound {
  round: number;
  train: number;
  validation: number | null;
}

export interface BoostResult {
  trees: Tree[];
  /** Total split gain by feature. */
  gain: Float64Array;
  curve: BoostRound[];
  rounds: number;
}

/** Addresses in the shared memory. Everything of a thread is its own; raw columns are column-major, training rows first. */
export interface Layout {
  threads: number;
  rows: number;
  validationRows: number;
  features: number;
  /** Features padded so that rows seldom straddle cache lines: bytes of a row of bins. */
  stride: number;
  outputs: number;
  leaves: number;
  /** Leaves that may be expanded without being chosen. */
  ahead: number;
  /** Places for the rows of leaves: those of a tree, and those of sides that never join it. */
  slots: number;
  control: number;
  raw: number;
  rawTarget: number;
  rawWeight: number;
  edges: number;
  edgeCounts: number;
  nodes: number;
  /** One table of 256 bytes for each leaf that a command splits. */
  goesLeft: number;
  /** Values of the slots. */
  values: number;
  histograms: number;
  histogramBytes: number;
  validationBins: number;
  validationScores: number;
  losses: number;
  shards: ShardLayout[];
  bytes: number;
}

export interface ShardLayout {
  rows: number;
  padded: number;
  bins: number;
  columns: number;
  index: number;
  scratch: number;
  pairs: number;
  score: number;
  probability: number;
  target: number;
  weight: number;
  /** Its parts of the histograms that a command adds up, those of all threads one after another. */
  parts: number[];
  /** About each feature 4 bytes for the kernel; only the thread's own are in use. */
  features4: number;
  sums: number;
  best: number;
  work: number;
}

export interface Shape {
  threads: number;
  rows: number;
  validationRows: number;
  features: number;
  outputs: number;
  leaves: number;
}

/** Places everything one after another, 64-byte aligned. */
export function planLayout(shape: Shape): Layout {
  const stride = shape.features <= 4 ? 4 : shape.features <= 8 ? 8 : Math.ceil(shape.features / 4) * 4;
  const histogramBytes = Math.ceil(shape.features / 4) * 4 * FEATURE_BYTES;
  const ahead = shape.threads > 1 ? AHEAD : 0;
  const slots = shape.leaves + ahead;
  let next = 1024;
  const place = (bytes: number) => {
    const at = next;
    next += Math.ceil(bytes / 64) * 64;
    return at;
  };
  const total = shape.rows + shape.validationRows;
  const layout = {
    ...shape,
    stride,
    ahead,
    slots,
    control: place(CONTROL_BYTES),
    raw: place(shape.features * total * 4),
    rawTarget: place(total * 4),
    rawWeight: place(total * 4),
    edges: place(stride * 1024),
    edgeCounts: place(stride * 4),
    nodes: place(shape.leaves * 2 * 48),
    goesLeft: place(TASKS * 256),
    values: place(slots * 4),
    histograms: place(slots * histogramBytes),
    histogramBytes,
    validationBins: place(shape.validationRows * stride),
    validationScores: place(shape.validationRows * shape.outputs * 4),
    losses: place((curveBlocks(shape.rows).count + Math.ceil(shape.validationRows / BLOCK)) * 16),
  };
  const tasks = ahead > 0 ? TASKS : 1;
  const firstPart = place(tasks * shape.threads * histogramBytes);
  const shards = Array.from({ length: shape.threads }, (_, t) => {
    const rows = shardRows(shape.rows, shape.threads, t);
    const padded = Math.ceil(rows / 4) * 4;
    return {
      rows,
      padded,
      bins: place(padded * stride),
      columns: place(padded * stride),
      index: place(padded * 4),
      scratch: place(padded * 4 + 64),
      pairs: place(padded * 8),
      score: place(padded * 4 * shape.outputs),
      probability: place(shape.outputs > 1 ? padded * 4 * shape.outputs : 0),
      target: place(padded * 4),
      weight: place(padded * 4),
      parts: Array.from({ length: tasks }, (_, task) => firstPart + (task * shape.threads + t) * histogramBytes),
      features4: place(stride * 4),
      sums: place(64),
      best: place(BEST_BYTES * 2 * TASKS),
      work: place(8192),
    };
  });
  return { ...layout, shards, bytes: next };
}

/** Every `step`-th block of the training rows, `count` in all, stands for them in the curve. */
export function curveBlocks(rows: number): { step: number; count: number } {
  const blocks = Math.ceil(rows / BLOCK);
  const step = Math.max(1, Math.floor(blocks / CURVE_BLOCKS));
  return { step, count: Math.ceil(blocks / step) };
}

/** Rows of thread `t` when blocks of 256 are dealt round. */
function shardRows(rows: number, threads: number, t: number): number {
  const blocks = Math.ceil(rows / BLOCK);
  const own = Math.floor((blocks - t + threads - 1) / threads);
  if (own <= 0) return 0;
  const hasLast = (blocks - 1) % threads === t;
  return own * BLOCK - (hasLast ? blocks * BLOCK - rows : 0);
}
