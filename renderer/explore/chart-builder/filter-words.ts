import type { ChartFilter } from '../../../nodes/contract/project/index.ts';
import type { Column } from '../../../nodes/contract/schema.ts';
import { groupLabel } from '../../charts/group-label.ts';
import { formatNumber } from '../../ui/format.ts';

const MOST_NAMED = 3;

const ends = (value: string | number) => (typeof value === 'number' ? formatNumber(value, 8) : value);

/** What a filter lets through, in words. */
export function filterWords(filter: ChartFilter, column: Column | undefined): string {
  const { values, from, to, last, bin, width } = filter;
  const parts: string[] = [];
  if (values) {
    const names = values.slice(0, MOST_NAMED).map((value) => groupLabel(value, column, { bin, width }));
    parts.push(names.length === 0 ? 'nothing' : names.join(', '));
    if (values.length > MOST_NAMED) parts.push(`and ${values.length - MOST_NAMED} more`);
  }
  const [low, high] = [from === '' ? undefined : from, to === '' ? undefined : to];
  if (low !== undefined && high !== undefined) parts.push(`${ends(low)} to ${ends(high)}`);
  else if (low !== undefined) parts.push(`from ${ends(low)}`);
  else if (high !== undefined) parts.push(`up to ${ends(high)}`);
  if (last) {
    const unit = last.count === 1 ? last.unit : `${last.count} ${last.unit}s`;
    parts.push(`last ${unit}${last.before === 'newest' ? ' of the data' : ''}`);
  }
  return parts.length > 0 ? parts.join(' ') : 'all';
}

/** Whether it lets everything through. */
export const isOpen = ({ values, from, to, last }: ChartFilter): boolean =>
  (values === undefined || values.length === 0) && (from ?? '') === '' && (to ?? '') === '' && last === undefined;
