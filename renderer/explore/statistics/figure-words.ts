import type { Figure, FigureFormat, Interval } from '../../../nodes/contract/statistics.ts';
import { formatCount, formatNumber, formatShare } from '../../ui/format.ts';

/** A p-value: three digits, and nothing below a thousandth. */
export const pWords = (p: number | null): string => (p === null ? '–' : p < 0.001 ? '<\u00a00.001' : p.toFixed(3));

function timeWords(seconds: number): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return formatNumber(seconds);
  const iso = date.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
}

/** A value of a card as its format says; texts stand as they are. */
export function valueWords(value: number | string | null, format?: FigureFormat): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (format === 'count') return formatCount(value);
  if (format === 'share') return formatShare(value);
  if (format === 'p') return pWords(value);
  if (format === 'coefficient') return withMinus(value.toFixed(3));
  return format === 'time' ? timeWords(value) : numberWords(value);
}

/** A minus as long as a plus. */
export const withMinus = (text: string): string => text.replace('-', '−');

/** Five digits; very small and very large numbers with a power of ten. */
export function numberWords(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && (size < 1e-4 || size >= 1e12)) return value.toExponential(3).replace('e+', 'e');
  return withMinus(formatNumber(size >= 1e5 ? Math.round(value * 100) / 100 : value, size >= 1e5 ? 9 : 5));
}

export const intervalWords = ({ low, high }: Interval, format?: FigureFormat): string =>
  `${valueWords(low, format)} to ${valueWords(high, format)}`;

/** What stands behind a figure: its share of the rows, or its interval. */
export function besideWords({ share, interval, format }: Figure): string | undefined {
  if (share !== undefined) return share > 0 ? formatShare(share) : undefined;
  return interval ? intervalWords(interval, format) : undefined;
}
