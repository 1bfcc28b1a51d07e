import { OTHER } from '../../nodes/contract/project/index.ts';
import { type Column, numericTypes, temporalTypes } from '../../nodes/contract/schema.ts';
import { formatNumber } from '../ui/format.ts';

/** How the values of a grouping were cut. */
export interface GroupCut {
  bin?: string;
  width?: number | undefined;
  /** How dates are written. */
  dates?: 'iso' | 'words' | undefined;
}

export const EMPTY = '(empty)';
/** A text without letters, which is something else than no text. */
const BLANK = '(blank)';
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'];
months.push('November', 'December');

/** A date or time without what its bin cut off: `2025-03`, `2025 Q1`, or in words `Mar 2025`, `Q1 2025`. */
export function timeLabel(value: string, bin: string, dates: GroupCut['dates'] = 'iso'): string {
  const [year, month, day] = [value.slice(0, 4), value.slice(5, 7), value.slice(8, 10)];
  const quarter = `Q${Math.ceil(Number(month) / 3)}`;
  const clock = value.slice(11, 16);
  if (bin === 'year') return year;
  if (dates === 'words') {
    const name = months[Number(month) - 1]?.slice(0, 3) ?? month;
    if (bin === 'quarter') return `${quarter} ${year}`;
    if (bin === 'month') return `${name} ${year}`;
    const date = `${Number(day)} ${name} ${year}`;
    return bin === 'minute' || bin === 'hour' || (bin === 'none' && clock && clock !== '00:00')
      ? `${date}, ${clock}`
      : date;
  }
  if (bin === 'minute' || bin === 'hour') return value.slice(0, 16).replace('T', ' ');
  if (bin === 'month') return value.slice(0, 7);
  if (bin === 'quarter') return `${year} ${quarter}`;
  return bin === 'none'
    ? value
        .replace('T', ' ')
        .replace(/Z$/, '')
        .replace(/ 00:00:00$/, '')
    : value.slice(0, 10);
}

/** A group as people read it: dates without what the bin cut off, weekdays by name, bins of numbers with both ends. */
export function groupLabel(value: string | null, column: Column | undefined, cut: GroupCut | string = 'none'): string {
  const { bin = 'none', width, dates }: GroupCut = typeof cut === 'string' ? { bin: cut } : cut;
  if (value === null) return EMPTY;
  if (value.trim() === '') return BLANK;
  if (!column || value === OTHER) return value;
  if (bin === 'weekday') return days[Number(value) - 1] ?? value;
  if (bin === 'month-of-year') return months[Number(value) - 1] ?? value;
  if (bin === 'hour-of-day') return `${value.padStart(2, '0')}:00`;
  if (bin === 'quarter-of-year') return `Q${value}`;
  if (temporalTypes.includes(column.type)) return timeLabel(value, bin, dates);
  if (width) {
    const start = Number(value);
    if (width === 1 && Number.isInteger(start)) return String(start);
    return `${formatNumber(start, 6)} – ${formatNumber(Number((start + width).toPrecision(12)), 6)}`;
  }
  if (column.type === 'boolean') return value === 'true' ? 'yes' : value === 'false' ? 'no' : value;
  if (numericTypes.includes(column.type) && column.type !== 'bigint' && column.type !== 'int') {
    return formatNumber(Number(value), 6);
  }
  return value;
}

/** The same, short, for an axis. */
export function tickLabel(value: string | null, column: Column | undefined, cut: GroupCut): string {
  if (value !== null && cut.width && cut.width !== 1) return formatNumber(Number(value), 6);
  if (value !== null && (cut.bin === 'weekday' || cut.bin === 'month-of-year')) {
    return groupLabel(value, column, cut).slice(0, 3);
  }
  return groupLabel(value, column, cut);
}
