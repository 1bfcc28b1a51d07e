import { boostingKernel } from '../../kernels/boosting.generated.ts';

/** The functions of `kernels/boosting.as`; numbers are addresses, counts and scalars. */
export interface BoostingKernel {
  gradientBinary(
    score: number,
    target: number,
    weight: number,
    pairs: number,
    n: number,
    sums: number,
    scaleG: number,
    scaleH: number,
    thread: number,
    threads: number,
    seed: number,
  ): void;
  gradientSquared(
    score: number,
    target: number,
    weight: number,
    pairs: number,
    n: number,
    sums: number,
    scaleG: number,
    scaleH: number,
    thread: number,
    threads: number,
    seed: number,
  ): void;
  softmax(score: number, probability: number, n: number, stride: number, classes: number): void;
  gradientClass(
    probability: number,
    target: number,
    weight: number,
    pairs: number,
    n: number,
    sums: number,
    scaleG: number,
    scaleH: number,
    thread: number,
    threads: number,
    seed: number,
    label: number,
    factor: number,
  ): void;
  drawRows(index: number, n: number, thread: number, threads: number, seed: number, limit: number): number;
  binColumn(source: number, n: number, edges: number, rowMajor: number, stride: number, columnMajor: number): void;
  histogram(
    index: number,
    count: number,
    pairs: number,
    bins: number,
    stride: number,
    first: number,
    fours: number,
    out: number,
  ): void;
  /** Returns the first feature in use, or −1. */
  combine(
    parts: number,
    partBytes: number,
    count: number,
    small: number,
    parent: number,
    features: number,
    n: number,
  ): number;
  partition(index: number, count: number, scratch: number, column: number, goesLeft: number): number;
  addLeaf(index: number, count: number, score: number, value: number): void;
  addTree(nodes: number, index: number, count: number, bins: number, stride: number, score: number): void;
  findSplit(
    histogram: number,
    n: number,
    features: number,
    total: number,
    best: number,
    scratch: number,
    l2: number,
    categoryL2: number,
    smooth: number,
    minRows: number,
    minHessian: number,
    maxSet: number,
    minCategoryRows: number,
    bounded: number,
    low: number,
    high: number,
  ): void;
  sumFeature(histogram: number, feature: number, features: number, out: number): void;
  clear(histogram: number, features: number, n: number): void;
  waitChange(at: number, old: number, spins: number): number;
  bumpAndNotify(at: number): number;
}

let compiled: WebAssembly.Module | undefined;

/** The compiled kernel; worker threads are given it, so that they share what the engine has optimised in earlier trainings. */
export function boostingModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(Buffer.from(boostingKernel, 'base64'));
  return compiled;
}

/** The kernel on the given shared memory. */
export function instantiateBoosting(module: WebAssembly.Module, memory: WebAssembly.Memory): BoostingKernel {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as BoostingKernel;
}
