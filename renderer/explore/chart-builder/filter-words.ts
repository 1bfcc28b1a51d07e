import type { ChartFilter } from '../../../nodes/contract/project/index.ts';
import type { Column } from '../../../nodes/contract/schema.ts';
import { groupLabel } from '../../charts/group-label.ts';
import { formatNumber } from '../../ui/format.ts';

const MOST_NAMED = 3;

const ends = (value: string | number) => (typeof value === 'number' ? formatNumber(value, 8) : value);

/** What a filter lets through, in words; of its values only the first `most` are named. */
export function filterWords(filter: ChartFilter, column: Column | undefined, most = MOST_NAMED): string {
  const { values, exclude, contains, from, to, open, last, bin, width } = filter;
  const parts: string[] = [];
  if (values) {
    if (exclude) parts.push('not');
    const names = values.slice(0, most).map((value) => groupLabel(value, column, { bin, width }));
    parts.push(names.length === 0 ? 'nothing' : names.join(', '));
    if (values.length > most) parts.push(`and ${values.length - most} more`);
  }
  if (contains?.trim()) parts.push(`has “${contains.trim()}”`);
  const [low, high] = [from === '' ? undefined : from, to === '' ? undefined : to];
  if (low !== undefined && high !== undefined && low === high) parts.push(ends(low));
  else if (low !== undefined && high !== undefined) parts.push(`${ends(low)} to ${open ? 'below ' : ''}${ends(high)}`);
  else if (low !== undefined) parts.push(`from ${ends(low)}`);
  else if (high !== undefined) parts.push(`up to ${ends(high)}`);
  if (last) parts.push(lastWords(last));
  return parts.length > 0 ? parts.join(' ') : 'all';
}

function lastWords({ count, unit, before, span }: NonNullable<ChartFilter['last']>): string {
  const units = count === 1 ? unit : `${count} ${unit}s`;
  const of = before === 'newest' ? ' of the data' : '';
  if (span === 'current') return count === 1 ? `this ${unit}${of}` : `this ${unit} and ${count - 1} before${of}`;
  return span === 'complete' ? `last ${units}, whole${of}` : `last ${units}${of}`;
}

/** Whether it lets everything through. */
export const isOpen = ({ values, contains, from, to, last }: ChartFilter): boolean =>
  (values === undefined || values.length === 0) &&
  (contains ?? '').trim() === '' &&
  (from ?? '') === '' &&
  (to ?? '') === '' &&
  last === undefined;
