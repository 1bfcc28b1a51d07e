import type { LinearSettings, Task } from '../../../../contract/model.ts';
import { createMatrixWriter } from '../../features/matrix.ts';
import { featureWidth } from '../../features/values.ts';
import type { FitInput } from '../algorithm.ts';

/** One fit as plain data that crosses to a worker thread; the arrays stand in shared memory. */
export interface LinearJob {
  task: Task;
  settings: LinearSettings;
  outputs: number;
  /** Columns of the model's matrix: parameters of an output, before its intercept. */
  width: number;
  rows: number;
  /** Numbers, rows × numeric features, and the matrix column of each. */
  numbers: Float32Array;
  numberColumns: Int32Array;
  /** Matrix column whose value is 1, rows × category features; −1 for none: the zeros of one-hot columns are never touched. */
  codes: Int32Array;
  categories: number;
  target: Float64Array;
  /** Weights of the rows, with the sum 1. */
  weight: Float64Array;
}

/** Reads the rows into shared memory. A regression target is standardised by `scale`. */
export function linearJob(input: FitInput<LinearSettings>): { job: LinearJob; scale: { mean: number; sd: number } } {
  const { columns, frame, rows, task } = input;
  const starts = columnStarts(input);
  const numeric = columns.filter(({ kind }) => kind === 'numeric');
  const numbers = new Float32Array(new SharedArrayBuffer(rows.length * numeric.length * 4));
  createMatrixWriter(frame, numeric)(rows, { values: numbers, rowStep: numeric.length, columnStep: 1 });
  const { target, weight, scale } = readTarget(input);
  const job: LinearJob = {
    task,
    settings: input.settings,
    outputs: task === 'multiclass' ? input.classes : 1,
    width: starts.width,
    rows: rows.length,
    numbers,
    numberColumns: starts.numbers,
    codes: readCodes(input, starts.categories),
    categories: starts.categories.length,
    target,
    weight,
  };
  return { job, scale };
}

/** Where each feature's matrix columns begin. */
function columnStarts({ columns }: FitInput<LinearSettings>) {
  const numbers: number[] = [];
  const categories: number[] = [];
  let width = 0;
  for (const column of columns) {
    (column.kind === 'numeric' ? numbers : categories).push(width);
    width += featureWidth(column);
  }
  return { numbers: Int32Array.from(numbers), categories, width };
}

function readCodes(input: FitInput<LinearSettings>, starts: readonly number[]): Int32Array {
  const { frame, rows } = input;
  const ordinal = input.columns.flatMap((column) =>
    column.kind === 'category' ? [{ ...column, encoding: 'ordinal' as const }] : [],
  );
  const codes = new Int32Array(new SharedArrayBuffer(rows.length * ordinal.length * 4));
  const values = new Float32Array(rows.length);
  ordinal.forEach((column, c) => {
    createMatrixWriter(frame, [column])(rows, { values, rowStep: 1, columnStep: 1 });
    values.forEach((code, row) => {
      codes[row * ordinal.length + c] = Number.isNaN(code) ? -1 : starts[c]! + code;
    });
  });
  return codes;
}

function readTarget(input: FitInput<LinearSettings>) {
  const { rows, classWeights, task } = input;
  const target = new Float64Array(new SharedArrayBuffer(rows.length * 8));
  const weight = new Float64Array(new SharedArrayBuffer(rows.length * 8));
  rows.forEach((row, i) => {
    target[i] = input.target[row]!;
    weight[i] = task === 'regression' ? 1 : classWeights[target[i]!]!;
  });
  const total = weight.reduce((sum, value) => sum + value, 0);
  weight.forEach((value, i) => {
    weight[i] = value / total;
  });
  if (task !== 'regression') return { target, weight, scale: { mean: 0, sd: 1 } };
  const mean = target.reduce((sum, value) => sum + value, 0) / rows.length;
  const sd = Math.sqrt(target.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows.length) || 1;
  target.forEach((value, i) => {
    target[i] = (value - mean) / sd;
  });
  return { target, weight, scale: { mean, sd } };
}
