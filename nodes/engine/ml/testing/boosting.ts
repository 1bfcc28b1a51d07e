import { GradientBoostingSettings, type Task } from '../../../contract/model.ts';
import { type BoostJob, type BoostResult, planLayout } from '../algorithms/gradient-boosting/job.ts';
import { boostingModule } from '../algorithms/gradient-boosting/kernel.ts';
import { runBoost } from '../algorithms/gradient-boosting/run-boost.ts';

const FEATURES = 5;
const CLASSES = 3;

export interface BoostData {
  columns: Float32Array[];
  /** By task: a class, or the score itself. */
  targets: Record<Task, Float32Array>;
}

/** Column 4 is a category of 6 codes; column 1 has missing values that matter, column 3 does not matter. */
export function boostData(rows: number): BoostData {
  let state = 42;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const columns = Array.from({ length: FEATURES }, () => Float32Array.from({ length: rows }, next));
  const [a, b, c, , kind] = columns as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  const targets = {
    binary: new Float32Array(rows),
    multiclass: new Float32Array(rows),
    regression: new Float32Array(rows),
  };
  for (let i = 0; i < rows; i++) {
    kind[i] = Math.floor(kind[i]! * 6);
    const missing = next() < 0.2;
    const score = 4 * a[i]! - 2 + (missing ? 2 : b[i]!) + (kind[i]! % 2 ? 1.5 : -1.5) * c[i]!;
    if (missing) b[i] = Number.NaN;
    targets.binary[i] = next() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
    targets.multiclass[i] = score < -0.5 ? 0 : score < 1 ? 1 : 2;
    targets.regression[i] = score;
  }
  return { columns, targets };
}

export interface BoostOptions extends Partial<GradientBoostingSettings> {
  task?: Task;
  /** By feature 1, −1 or 0. */
  monotone?: number[];
}

/** A job of 12 trees; with early stopping the last fifth of the rows is for validation. */
export function boostJob(data: BoostData, threads: number, options: BoostOptions = {}): BoostJob {
  const { task = 'binary', monotone = new Array<number>(FEATURES).fill(0), ...more } = options;
  const given = { id: 'gradient-boosting', trees: 12, earlyStoppingRounds: 0, ...more };
  const settings = GradientBoostingSettings.parse(given);
  const target = data.targets[task];
  const total = target.length;
  const validationRows = settings.earlyStoppingRounds > 0 ? Math.floor(total / 5) : 0;
  const outputs = task === 'multiclass' ? CLASSES : 1;
  const shape = { threads, rows: total - validationRows, validationRows, features: FEATURES, outputs };
  const layout = planLayout({ ...shape, leaves: settings.leaves });
  const memory = new WebAssembly.Memory({ initial: Math.ceil(layout.bytes / 65_536), maximum: 65_536, shared: true });
  data.columns.forEach((column, f) => {
    new Float32Array(memory.buffer, layout.raw + f * total * 4, total).set(column);
  });
  new Float32Array(memory.buffer, layout.rawTarget, total).set(target);
  new Float32Array(memory.buffer, layout.rawWeight, total).fill(1);
  const base = new Array<number>(outputs).fill(0);
  const categories = [false, false, false, false, true];
  return { kernel: boostingModule(), memory, layout, task, outputs, base, categories, monotone, settings, seed: 7 };
}

/** Runs a job whose rows are written. */
export function runJob(job: BoostJob, inWorkers: boolean, signal = new AbortController().signal): Promise<BoostResult> {
  return runBoost(job, { signal, inWorkers, fill: () => {}, onRound: () => {} });
}
