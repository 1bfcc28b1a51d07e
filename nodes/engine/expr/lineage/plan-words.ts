import type { Aggregate, AggregateFunction, Frame, OrderBy, WindowColumn, WindowFunction } from '../../sql/plan.ts';
import { formulaOf } from '../formula-of.ts';

const LONGEST = 240;

/** A text for a list of hops: cut where it is longer than anyone reads. */
export function short(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

/** `a, b and c`; of many the first few. */
export function list(names: readonly string[]): string {
  if (names.length > 6) return `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

export function orderWords(by: readonly OrderBy[]): string {
  return list(by.map(({ expr, descending }) => `${formulaOf(expr)}${descending ? ' (descending)' : ''}`));
}

function functionWords(
  call: Pick<Aggregate, 'arg' | 'distinct' | 'parameter'> & { fn: AggregateFunction | WindowFunction },
) {
  if (!call.arg) return call.fn === 'count' ? 'number of rows' : call.fn;
  const parameter = call.parameter === undefined ? '' : `, ${JSON.stringify(call.parameter)}`;
  return `${call.fn}(${call.distinct ? 'distinct ' : ''}${formulaOf(call.arg)}${parameter})`;
}

export function aggregateWords(item: Aggregate, keys: readonly string[]): string {
  const order = item.orderBy?.length ? `, in order of ${orderWords(item.orderBy)}` : '';
  const each = keys.length === 0 ? ' over all rows' : ` for each ${list(keys)}`;
  const where = item.where ? ` where ${formulaOf(item.where)}` : '';
  return `${functionWords(item)}${where}${each}${order}`;
}

export function windowWords(item: WindowColumn): string {
  const each = item.partitionBy.length === 0 ? '' : ` for each ${list(item.partitionBy.map(formulaOf))}`;
  const order = item.orderBy.length === 0 ? '' : `, in order of ${orderWords(item.orderBy)}`;
  const frame = item.frame ? `, ${frameWords(item.frame)}` : '';
  return `${functionWords(item)}${each}${order}${frame}`;
}

function frameWords({ unit, preceding, following, excludeCurrent }: Frame): string {
  const size = (amount: number) => (unit === 'rows' ? `${amount} rows` : duration(amount));
  const from =
    preceding === null ? 'from the start' : preceding === 0 ? 'from this row' : `from ${size(preceding)} before`;
  const to = following === null ? 'to the end' : following === 0 ? 'to this row' : `to ${size(following)} after`;
  return `${from} ${to}${excludeCurrent ? ', without the row itself' : ''}`;
}

const units: readonly (readonly [string, number])[] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** Seconds in the largest unit that they are a whole number of: `30 days`. */
function duration(seconds: number): string {
  const [unit, size] = units.find(([, length]) => seconds % length === 0) ?? ['second', 1];
  const count = seconds / size;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
