import type { Expr } from './expr-tree.ts';
import type { Aggregate, AggregateFunction, Frame, WindowColumn, WindowFunction } from './plan.ts';
import { printOrder } from './print-expr.ts';
import { quoteText } from './quote.ts';

type Print = (expr: Expr) => string;

/** Result casts keep the types of `planSchema`: DuckDB alone would give HUGEINT sums and mixed quantiles. */
const RESULT_CAST: Partial<Record<WindowFunction, string>> = {
  avg: 'DOUBLE',
  median: 'DOUBLE',
  quantile: 'DOUBLE',
  stddev: 'DOUBLE',
};

/** Prints an aggregate call; `sumType` is the type name its sum must have, if known. */
export function printAggregate(aggregate: Aggregate, print: Print, sumType?: string): string {
  const order = aggregate.orderBy?.length ? ` ORDER BY ${printOrder(aggregate.orderBy, print)}` : '';
  const where = aggregate.where ? ` FILTER (WHERE ${print(aggregate.where)})` : '';
  return withResultType(
    aggregate.fn,
    `${aggregateName(aggregate.fn)}(${argumentList(aggregate, print)}${order})${where}`,
    sumType,
  );
}

/** Prints a window column: function, partition, order and frame. */
export function printWindowColumn(column: WindowColumn, print: Print, sumType?: string): string {
  const parts: string[] = [];
  if (column.partitionBy.length > 0) parts.push(`PARTITION BY ${column.partitionBy.map(print).join(', ')}`);
  if (column.orderBy.length > 0) parts.push(`ORDER BY ${printOrder(column.orderBy, print)}`);
  if (column.frame) parts.push(printFrame(column.frame));
  const call = `${windowCall(column, print)} OVER (${parts.join(' ')})`;
  return withResultType(column.fn, call, sumType);
}

function withResultType(fn: WindowFunction, call: string, sumType: string | undefined): string {
  const type = fn === 'sum' ? sumType : RESULT_CAST[fn];
  return type === undefined ? call : `CAST(${call} AS ${type})`;
}

function windowCall(column: WindowColumn, print: Print): string {
  const arg = column.arg ? print(column.arg) : '';
  switch (column.fn) {
    case 'row-number':
      return 'row_number()';
    case 'rank':
      return 'rank()';
    case 'dense-rank':
      return 'dense_rank()';
    case 'ntile':
      return `ntile(${wholeNumber(column.parameter, 4)})`;
    case 'lag':
    case 'lead':
      return `${column.fn}(${arg}, ${wholeNumber(column.parameter, 1)})`;
    default:
      return `${aggregateName(column.fn)}(${argumentList({ ...column, fn: column.fn }, print)})`;
  }
}

const NAMES: Partial<Record<AggregateFunction, string>> = {
  'count-distinct': 'count',
  quantile: 'quantile_cont',
  stddev: 'stddev_samp',
  concat: 'string_agg',
};

function aggregateName(fn: AggregateFunction): string {
  return NAMES[fn] ?? fn;
}

type AggregateCall = Pick<Aggregate, 'fn' | 'arg' | 'distinct' | 'parameter'>;

function argumentList(call: AggregateCall, print: Print): string {
  if (call.arg === undefined) return '*';
  const distinct = call.distinct || call.fn === 'count-distinct' ? 'DISTINCT ' : '';
  const arg = print(call.arg);
  switch (call.fn) {
    case 'quantile':
      return `CAST(${arg} AS DOUBLE), ${share(call.parameter)}`;
    case 'median':
    case 'stddev':
      return `${distinct}CAST(${arg} AS DOUBLE)`;
    case 'concat':
      return `${distinct}CAST(${arg} AS VARCHAR), ${quoteText(String(call.parameter ?? ', '))}`;
    default:
      return distinct + arg;
  }
}

function wholeNumber(value: number | string | undefined, otherwise: number): number {
  const number = Math.trunc(Number(value ?? otherwise));
  return Number.isFinite(number) ? number : otherwise;
}

function share(value: number | string | undefined): number {
  return Math.min(1, Math.max(0, Number(value ?? 0.5)));
}

function printFrame(frame: Frame): string {
  const unit = frame.unit === 'rows' ? 'ROWS' : 'RANGE';
  const from = frame.preceding === null ? 'UNBOUNDED PRECEDING' : bound(frame.unit, -frame.preceding);
  if (frame.excludeCurrent && frame.following === 0 && frame.preceding !== 0) {
    const before = frame.unit === 'rows' ? '1 PRECEDING' : 'INTERVAL 1 MICROSECOND PRECEDING';
    return `${unit} BETWEEN ${from} AND ${before}`;
  }
  const to = frame.following === null ? 'UNBOUNDED FOLLOWING' : bound(frame.unit, frame.following);
  const exclude = frame.excludeCurrent ? ` EXCLUDE ${frame.unit === 'rows' ? 'CURRENT ROW' : 'GROUP'}` : '';
  return `${unit} BETWEEN ${from} AND ${to}${exclude}`;
}

/** A bound relative to the current row: negative looks back. Range bounds are seconds, exact to the microsecond. */
function bound(unit: Frame['unit'], offset: number): string {
  if (offset === 0) return 'CURRENT ROW';
  const size = Math.abs(offset);
  const direction = offset < 0 ? 'PRECEDING' : 'FOLLOWING';
  if (unit === 'rows') return `${Math.trunc(size)} ${direction}`;
  if (Number.isInteger(size)) return `INTERVAL ${size} SECONDS ${direction}`;
  return `INTERVAL ${Math.round(size * 1e6)} MICROSECONDS ${direction}`;
}
