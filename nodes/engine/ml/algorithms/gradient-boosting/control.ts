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

/** Leaves that one command splits, at most. */
export const TASKS = 2;

/** Words of the control block for which threads wait, each in a cache line of its own. */
export const WORD = { epoch: 0, done: 16, met: 32, ready: 48 } as const;
export const CONTROL_BYTES = 1024;

/** Where words and doubles of a command stand in the block, in their own units. */
const AT = { op: 64, args: 65, tasks: 71, limits: 72, task: 80 } as const;
const DOUBLE = { scale: 64, limits: 66, task: 72 } as const;
const TASK_WORDS = 8;
const SEARCH_DOUBLES = 3;

/** What the search for a leaf's best split starts from: the score to beat, and the bounds of values in quantised units. */
export interface Search {
  score: number;
  low: number;
  high: number;
}

/** One leaf to split, or the root (which is counted and searched as if it were a child). */
export interface Task {
  /** Slot of the leaf's rows; the left child keeps it. */
  slot: number;
  right: number;
  feature: number;
  /** Slot of the child whose histogram is added up, −1 when neither child is searched. */
  counted: number;
  /** Address of the counted child's histogram. */
  histogram: number;
  /** Address of the parent's histogram, which becomes that of the counted child's sibling; 0 at the root. */
  sibling: number;
  /** Of the counted child and of its sibling; null where no split is searched. */
  searches: readonly [Search | null, Search | null];
}

/** What holds for all splits of a tree; hessians in quantised units. */
export interface SearchLimits {
  minRows: number;
  minHessian: number;
  /** Categories on the left at most, and rows of a category at least. */
  maxSet: number;
  minCategoryRows: number;
  l2: number;
  /** Further regularisation and smoothing of category sets. */
  categoryL2: number;
  smooth: number;
}

/** A command in shared memory, as the coordinator writes and the threads read it. Views are made once, as each costs microseconds. */
export class Control {
  private readonly words: Int32Array;
  private readonly doubles: Float64Array;

  constructor(buffer: ArrayBufferLike, at: number) {
    this.words = new Int32Array(buffer, at, CONTROL_BYTES / 4);
    this.doubles = new Float64Array(buffer, at, CONTROL_BYTES / 8);
  }

  get op(): number {
    return this.words[AT.op]!;
  }

  arg(i: number): number {
    return this.words[AT.args + i]!;
  }

  /** At most six arguments. */
  set(op: number, args: readonly number[]): void {
    this.words[AT.op] = op;
    for (let i = 0; i < args.length; i++) this.words[AT.args + i] = args[i]!;
  }

  get scale(): { g: number; h: number } {
    return { g: this.doubles[DOUBLE.scale]!, h: this.doubles[DOUBLE.scale + 1]! };
  }

  set scale({ g, h }: { g: number; h: number }) {
    this.doubles[DOUBLE.scale] = g;
    this.doubles[DOUBLE.scale + 1] = h;
  }

  get limits(): SearchLimits {
    const { words, doubles } = this;
    return {
      minRows: words[AT.limits]!,
      minHessian: words[AT.limits + 1]!,
      maxSet: words[AT.limits + 2]!,
      minCategoryRows: words[AT.limits + 3]!,
      l2: doubles[DOUBLE.limits]!,
      categoryL2: doubles[DOUBLE.limits + 1]!,
      smooth: doubles[DOUBLE.limits + 2]!,
    };
  }

  set limits(limits: SearchLimits) {
    const { words, doubles } = this;
    words[AT.limits] = limits.minRows;
    words[AT.limits + 1] = limits.minHessian;
    words[AT.limits + 2] = limits.maxSet;
    words[AT.limits + 3] = limits.minCategoryRows;
    doubles[DOUBLE.limits] = limits.l2;
    doubles[DOUBLE.limits + 1] = limits.categoryL2;
    doubles[DOUBLE.limits + 2] = limits.smooth;
  }

  get tasks(): Task[] {
    const tasks: Task[] = [];
    for (let i = 0; i < this.words[AT.tasks]!; i++) tasks.push(this.readTask(i));
    return tasks;
  }

  /** At most `TASKS`. */
  set tasks(tasks: readonly Task[]) {
    this.words[AT.tasks] = tasks.length;
    for (let i = 0; i < tasks.length; i++) this.writeTask(i, tasks[i]!);
  }

  private readTask(i: number): Task {
    const { words } = this;
    const at = AT.task + i * TASK_WORDS;
    return {
      slot: words[at]!,
      right: words[at + 1]!,
      feature: words[at + 2]!,
      counted: words[at + 3]!,
      histogram: words[at + 4]! >>> 0,
      sibling: words[at + 5]! >>> 0,
      searches: [this.readSearch(i, 0), this.readSearch(i, 1)],
    };
  }

  private writeTask(i: number, task: Task): void {
    const { words } = this;
    const at = AT.task + i * TASK_WORDS;
    words[at] = task.slot;
    words[at + 1] = task.right;
    words[at + 2] = task.feature;
    words[at + 3] = task.counted;
    words[at + 4] = task.histogram;
    words[at + 5] = task.sibling;
    for (const child of [0, 1] as const) {
      const search = task.searches[child];
      words[at + 6 + child] = search ? 1 : 0;
      if (!search) continue;
      const to = searchAt(i, child);
      this.doubles[to] = search.score;
      this.doubles[to + 1] = search.low;
      this.doubles[to + 2] = search.high;
    }
  }

  private readSearch(i: number, child: 0 | 1): Search | null {
    if (!this.words[AT.task + i * TASK_WORDS + 6 + child]) return null;
    const at = searchAt(i, child);
    return { score: this.doubles[at]!, low: this.doubles[at + 1]!, high: this.doubles[at + 2]! };
  }
}

function searchAt(task: number, child: 0 | 1): number {
  return DOUBLE.task + (2 * task + child) * SEARCH_DOUBLES;
}
