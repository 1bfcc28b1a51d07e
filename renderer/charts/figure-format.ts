import type { Measure } from '../../nodes/contract/project/index.ts';
import { formatCount, formatNumber } from '../ui/format.ts';

/** How a figure is written: `number`, `integer`, `compact`, `percent`, `currency`; digits after the point; words behind. */
export type FigureFormat = Pick<Measure, 'format' | 'decimals' | 'unit'>;

const makers = new Map<string, Intl.NumberFormat>();
function intl(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const made = makers.get(key) ?? new Intl.NumberFormat('en-US', options);
  makers.set(key, made);
  return made;
}

const digitsOf = (decimals: number | undefined) =>
  decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };

function plainFigure(value: number, { format, decimals }: FigureFormat): string {
  if (format === 'currency') {
    const digits = decimals ?? (Math.abs(value) < 1000 ? 2 : 0);
    return intl({ style: 'currency', currency: 'USD', ...digitsOf(digits) }).format(value);
  }
  if (format === 'percent') {
    const number = value * 100;
    return `${decimals === undefined ? formatNumber(number, 3) : intl(digitsOf(decimals)).format(number)} %`;
  }
  if (format === 'compact') return intl({ notation: 'compact', maximumFractionDigits: decimals ?? 1 }).format(value);
  if (format === 'integer') return formatCount(Math.round(value));
  if (decimals !== undefined) return intl(digitsOf(decimals)).format(value);
  return formatNumber(value, 6);
}

/** A figure in its format; an en dash for nothing. */
export function formatFigure(value: number | null | undefined, format: FigureFormat | string | undefined = {}): string {
  if (value === null || value === undefined) return '–';
  const given = typeof format === 'string' ? { format } : format;
  const text = plainFigure(value, given);
  return given.unit ? `${text} ${given.unit}` : text;
}

/** Short, for axes: `12.5K`, `$3M`, `40%`. */
export function formatTick(value: number, given: FigureFormat | string | undefined = {}): string {
  const { format, unit } = typeof given === 'string' ? { format: given, unit: undefined } : given;
  if (format === 'percent') return `${formatNumber(value * 100, 3)}%`;
  const text =
    Math.abs(value) < 1
      ? formatNumber(value, 2)
      : intl({ notation: 'compact', maximumFractionDigits: 1 }).format(value);
  return `${format === 'currency' ? '$' : ''}${text}${unit ? ` ${unit}` : ''}`;
}
