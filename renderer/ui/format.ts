const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const compactNumber = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** `1,234,567`; an en dash for nothing. */
export const formatCount = (value: number | null | undefined): string => (value == null ? '–' : whole.format(value));

/** `1 row`, `1,234 rows`. */
export const formatMany = (count: number, one: string, others = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : others}`;

/** `1 row`, and of rows of which there may be more `200+ rows`. */
export const manyRows = (count: number, isMore: boolean): string =>
  isMore ? `${formatCount(count)}+ rows` : formatMany(count, 'row');

/** `1.2M`. */
export const formatCompact = (value: number): string => compactNumber.format(value);

/** Numbers with more zeros than anyone counts: beyond the whole numbers a double holds, or below a billionth. */
export const isFarOut = (value: number): boolean =>
  Math.abs(value) > Number.MAX_SAFE_INTEGER || (value !== 0 && Math.abs(value) < 1e-9);

/** `1.23e+45`. */
export const formatPower = (value: number, digits = 3): string =>
  value.toExponential(Math.max(0, digits - 1)).replace(/\.?0*e/, 'e');

/** At most `digits` significant digits, grouped, without a tail of zeros; powers of ten where there would be too many. */
export function formatNumber(value: number | null | undefined, digits = 5): string {
  if (value == null) return '–';
  if (!Number.isFinite(value)) return String(value);
  if (isFarOut(value)) return formatPower(value, digits);
  if (Number.isInteger(value)) return whole.format(value);
  return new Intl.NumberFormat('en-US', { maximumSignificantDigits: Math.max(digits, 1) }).format(value);
}

/** `12.3%` of a share from 0 to 1; a share too small to show is not written as zero. */
export function formatShare(share: number | null | undefined, digits = 1): string {
  if (share == null || Number.isNaN(share)) return '–';
  if (share > 0 && share * 100 < 10 ** -digits) return `<${10 ** -digits}%`;
  return `${(share * 100).toFixed(digits).replace(/\.0+$/, '')}%`;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'];
/** `1.4 MB`. */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes == null) return '–';
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

/** `340 ms`, `4.2 s`, `3 min 5 s`. */
export function formatDuration(ms: number | null | undefined): string {
  if (ms == null) return '–';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min ${Math.round((ms % 60_000) / 1000)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
/** `3 minutes ago`. `iso` is an instant; `now` in milliseconds. */
export function formatAgo(iso: string | null | undefined, now = Date.now()): string {
  if (!iso) return 'never';
  const seconds = (Date.parse(iso) - now) / 1000;
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  }
  return 'just now';
}

/** Local date and time, to the minute. */
export const formatTime = (iso: string | null | undefined): string =>
  iso ? new Date(iso).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' }) : '–';
