import type { Schema } from '../../contract/schema.ts';
import { compileExpr, type Row } from '../expr/row.ts';
import { compareValues, type Value } from '../expr/value.ts';
import type { WindowColumn } from '../sql/plan.ts';
import { type KeyedTable, partitionKey } from './table-file.ts';
import { argumentName } from './window-history.ts';

/**
 * A window column for one live row: the same figure that the batch window gives it after the rows of `history`. Rows of the very
 * same instant are left out: one of them may be the record itself, already in the history.
 */
export function compileWindowColumn(column: WindowColumn, schema: Schema, history: KeyedTable): (row: Row) => Value {
  const keys = column.partitionBy.map((expr) => compileExpr(expr, schema));
  const orderExpr = column.orderBy[0]!.expr;
  const order = compileExpr(orderExpr, schema);
  const arg = column.arg ? compileExpr(column.arg, schema) : undefined;
  const orders = (history.columns.get('order') ?? []) as readonly number[];
  const args = column.arg ? (history.columns.get(argumentName(column.arg)) ?? []) : undefined;
  const isDate = orderExpr.op === 'col' && schema.find((one) => one.name === orderExpr.name)?.type === 'date';
  const unit = isDate ? 1 / 86_400 : 1e6;
  const summarise = summariser(column);
  const frame = column.frame ?? { unit: 'range', preceding: null, following: 0 };
  return (row) => {
    const key = partitionKey(keys.map((one) => one(row)));
    const now = order(row) as number | null;
    if (now === null) return null;
    const place = history.find(key) ?? { start: 0, count: 0 };
    const end = place.start + place.count;
    const to = lowerBound(orders, { from: place.start, to: end, value: now });
    const from = frameStart(frame, { orders, place, to, now, unit });
    const past = args ? args.slice(from, to) : new Array<Value>(Math.max(0, to - from)).fill(1);
    if (!frame.excludeCurrent && column.fn !== 'lag') past.push(arg ? arg(row) : 1);
    return summarise(column.fn === 'lag' && args ? args.slice(place.start, to) : past);
  };
}

interface Span {
  orders: readonly number[];
  place: { start: number; count: number };
  to: number;
  now: number;
  unit: number;
}

function frameStart(frame: NonNullable<WindowColumn['frame']>, { orders, place, to, now, unit }: Span): number {
  if (frame.preceding === null) return place.start;
  if (frame.unit === 'rows') return Math.max(place.start, to - frame.preceding);
  const earliest = now - frame.preceding * unit;
  return lowerBound(orders, { from: place.start, to, value: earliest });
}

/** First index in [from, to) whose value is not below `value`. */
function lowerBound(
  values: readonly number[],
  { from, to, value }: { from: number; to: number; value: number },
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The figure over the values of a frame, oldest first, nulls included; SQL's rules: nulls are left out, nothing gives null. */
function summariser(column: WindowColumn): (values: readonly Value[]) => Value {
  const filled = (values: readonly Value[]) => values.filter((value) => value !== null);
  const numbers = (values: readonly Value[]) => filled(values).map(Number);
  switch (column.fn) {
    case 'count':
      return (values) => BigInt(column.arg ? filled(values).length : values.length);
    case 'row-number':
      return (values) => BigInt(values.length);
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
    case 'lag':
      return (values) => values.at(-Math.max(1, Math.trunc(Number(column.parameter ?? 1)))) ?? null;
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
