import type { Measure } from '../../nodes/contract/project/index.ts';
import { formatCount, formatNumber, formatPower, isFarOut } from '../ui/format.ts';

/** How a figure is written: `number`, `integer`, `compact`, `percent`, `currency`; digits after the point; words behind. */
export type FigureFormat = Pick<Measure, 'format' | 'decimals' | 'unit' | 'currency'>;

const makers = new Map<string, Intl.NumberFormat>();
function intl(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const made = makers.get(key) ?? new Intl.NumberFormat('en-US', options);
  makers.set(key, made);
  return made;
}

const digitsOf = (decimals: number | undefined) =>
  decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };

const signs = (currency = 'USD'): Intl.NumberFormatOptions => ({
  style: 'currency',
  currency,
  currencyDisplay: 'narrowSymbol',
});

function plainFigure(value: number, { format, decimals, currency }: FigureFormat): string {
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return formatPower(value, decimals === undefined ? 4 : decimals + 1);
  if (format === 'currency') {
    const digits = decimals ?? (Math.abs(value) < 1000 ? undefined : 0);
    return intl({ ...signs(currency), ...digitsOf(digits) }).format(value);
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

type Given = FigureFormat | string | undefined;
const asFormat = (given: Given): FigureFormat => (typeof given === 'string' ? { format: given } : (given ?? {}));

/** A figure in its format; an en dash for nothing. */
export function formatFigure(value: number | null | undefined, given?: Given): string {
  if (value === null || value === undefined) return '–';
  const format = asFormat(given);
  const text = plainFigure(value, format);
  return format.unit ? `${text} ${format.unit}` : text;
}

/** Short, for axes and narrow places: `12.5K`, `$3M`, `40%`. */
export function formatTick(value: number, given?: Given): string {
  const { format, unit, currency } = asFormat(given);
  if (format === 'percent') return `${formatNumber(value * 100, 3)}%`;
  if (isFarOut(value)) return `${formatPower(value)}${unit ? ` ${unit}` : ''}`;
  const isSmall = Math.abs(value) < 1;
  const digits: Intl.NumberFormatOptions = isSmall
    ? { maximumSignificantDigits: 2, minimumFractionDigits: 0 }
    : { notation: 'compact', maximumFractionDigits: 1, minimumFractionDigits: 0 };
  const text = intl({ ...(format === 'currency' ? signs(currency) : {}), ...digits }).format(value);
  return `${text}${unit ? ` ${unit}` : ''}`;
}
