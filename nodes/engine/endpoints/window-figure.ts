import type { Schema } from '../../contract/schema.ts';
import { compileExpr, type Row } from '../expr/row.ts';
import { compareValues, type Value } from '../expr/value.ts';
import type { WindowColumn } from '../sql/plan.ts';
import type { KeyedTable } from './table-file.ts';
import { argumentName } from './window-history.ts';

/** Rows of a history that a figure looks at: [from, to) is the frame; the partition begins at `start`. */
export interface Span {
  start: number;
  from: number;
  to: number;
}

/** A figure over the rows of a span and the live row. */
export type Figure = (span: Span, row: Row) => Value;

/** The figure of a window column over the values of a frame, oldest first, by SQL's rules: nulls are left out, nothing gives null. */
export function compileFigure(column: WindowColumn, schema: Schema, history: KeyedTable): Figure {
  const countsLive = !column.frame?.excludeCurrent;
  const arg = column.arg ? compileExpr(column.arg, schema) : undefined;
  if (column.fn === 'row-number') return ({ start, to }) => BigInt(to - start + 1);
  if (!column.arg || !arg) return rowFigure(column, countsLive);
  const name = argumentName(column.arg);
  const values = history.columns.get(name) ?? [];
  if (column.fn === 'lag') {
    const back = Math.max(1, Math.trunc(Number(column.parameter ?? 1)));
    return ({ start, to }) => (to - back >= start ? (values[to - back] ?? null) : null);
  }
  const summarise = summariser(column);
  const overValues: Figure = ({ from, to }, row) => {
    const past = values.slice(from, to);
    if (countsLive) past.push(arg(row));
    return summarise(past);
  };
  const numbers = history.numbers(name);
  const loop = numbers && numberLoops[column.fn];
  if (!loop) return overValues;
  return (span, row) => {
    const live = countsLive ? arg(row) : null;
    if (live === null) return loop(numbers, span, Number.NaN);
    // Exact numbers and NaN, which stands for null here, take the general way.
    return typeof live === 'number' && !Number.isNaN(live) ? loop(numbers, span, live) : overValues(span, row);
  };
}

/** A figure of rows alone: each stands as 1. */
function rowFigure(column: WindowColumn, countsLive: boolean): Figure {
  const countOf = ({ from, to }: Span) => to - from + (countsLive ? 1 : 0);
  if (column.fn === 'count') return (span) => BigInt(countOf(span));
  const summarise = summariser(column);
  return (span) => summarise(new Array<Value>(countOf(span)).fill(1));
}

/** A figure over numbers with NaN for null, and the live number or NaN. The same sums in the same order as over values. */
type NumberLoop = (numbers: Float64Array, span: Span, live: number) => Value;

const numberLoops: Partial<Record<WindowColumn['fn'], NumberLoop>> = {
  count: (numbers, span, live) => BigInt(countNumbers(numbers, span, live)),
  sum: (numbers, span, live) => (countNumbers(numbers, span, live) === 0 ? null : sumNumbers(numbers, span, live)),
  avg: meanOf,
  stddev(numbers, span, live) {
    const count = countNumbers(numbers, span, live);
    if (count < 2) return null;
    const centre = sumNumbers(numbers, span, live) / count;
    let total = 0;
    for (let i = span.from; i < span.to; i++) {
      const value = numbers[i]!;
      if (!Number.isNaN(value)) total += (value - centre) ** 2;
    }
    if (!Number.isNaN(live)) total += (live - centre) ** 2;
    return Math.sqrt(total / (count - 1));
  },
  min: (numbers, span, live) => extremeNumber(numbers, span, { live, better: lesser }),
  max: (numbers, span, live) => extremeNumber(numbers, span, { live, better: greater }),
};

function extremeNumber(
  numbers: Float64Array,
  { from, to }: Span,
  { live, better }: { live: number; better: (best: number, value: number) => number },
): Value {
  let best = Number.NaN;
  for (let i = from; i < to; i++) best = better(best, numbers[i]!);
  best = better(best, live);
  return Number.isNaN(best) ? null : best;
}

function lesser(best: number, value: number): number {
  return value < best || Number.isNaN(best) ? value : best;
}

function greater(best: number, value: number): number {
  return value > best || Number.isNaN(best) ? value : best;
}

function countNumbers(numbers: Float64Array, { from, to }: Span, live: number): number {
  let count = Number.isNaN(live) ? 0 : 1;
  for (let i = from; i < to; i++) if (!Number.isNaN(numbers[i]!)) count++;
  return count;
}

function sumNumbers(numbers: Float64Array, { from, to }: Span, live: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const value = numbers[i]!;
    if (!Number.isNaN(value)) sum += value;
  }
  return Number.isNaN(live) ? sum : sum + live;
}

function meanOf(numbers: Float64Array, span: Span, live: number): Value {
  const count = countNumbers(numbers, span, live);
  return count === 0 ? null : sumNumbers(numbers, span, live) / count;
}

/** Figures over values of any type, nulls included. */
function summariser(column: WindowColumn): (values: readonly Value[]) => Value {
  const filled = (values: readonly Value[]) => values.filter((value) => value !== null);
  const numbers = (values: readonly Value[]) => filled(values).map(Number);
  switch (column.fn) {
    case 'count':
      return (values) => BigInt(filled(values).length);
    case 'count-distinct':
      return (values) => BigInt(new Set(filled(values)).size);
    case 'sum':
      return (values) => sum(filled(values));
    case 'avg':
      return (values) => mean(numbers(values));
    case 'min':
      return (values) => extreme(filled(values), -1);
    case 'max':
      return (values) => extreme(filled(values), 1);
    case 'median':
      return (values) => quantile(numbers(values), 0.5);
    case 'quantile':
      return (values) => quantile(numbers(values), Number(column.parameter ?? 0.5));
    case 'stddev':
      return (values) => deviation(numbers(values));
    case 'first':
      return (values) => values[0] ?? null;
    case 'last':
      return (values) => values.at(-1) ?? null;
    default:
      throw new Error(`the window function ${column.fn} was let through`);
  }
}

function sum(values: readonly Value[]): Value {
  if (values.length === 0) return null;
  if (typeof values[0] === 'bigint') return (values as readonly bigint[]).reduce((a, b) => a + b, 0n);
  return (values as readonly number[]).reduce((a, b) => a + Number(b), 0);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
}

function extreme(values: readonly Value[], sign: 1 | -1): Value {
  let best: Value = null;
  for (const value of values) if (best === null || sign * compareValues(value, best) > 0) best = value;
  return best;
}

/** Linear interpolation between order statistics, as quantile_cont. */
function quantile(values: readonly number[], p: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)]!;
  return low + (sorted[Math.ceil(at)]! - low) * (at - Math.floor(at));
}

/** Sample standard deviation. */
function deviation(values: readonly number[]): number | null {
  const centre = mean(values);
  if (values.length < 2 || centre === null) return null;
  return Math.sqrt(values.reduce((total, value) => total + (value - centre) ** 2, 0) / (values.length - 1));
}
