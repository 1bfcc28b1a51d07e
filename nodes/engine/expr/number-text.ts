/** Numbers and their texts as SQL casts read and write them. */

/** A double as DuckDB prints it: shortest digits, a point always, an exponent from 1e16 and below 1e-4. */
export function formatDouble(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [mantissa = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= 16 || exponent < -4) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const digits = mantissa.replace(/[-.]/g, '');
  const sign = value < 0 ? '-' : '';
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}

const DIGITS = String.raw`\d+(?:_\d+)*`;
const REAL = new RegExp(
  String.raw`^\s*(\+?-?)(inf(?:inity)?|nan|(?:${DIGITS}\.?(?:${DIGITS})?|\.${DIGITS})(?:e[+-]?\d+)?)\s*$`,
  'i',
);
const WHOLE = new RegExp(String.raw`^\s*([+-]?)(?:(${DIGITS})(?:\.(\d*))?|\.(\d+))(?:e([+-]?\d+))?\s*$`, 'i');
const BASED = /^\s*(0x[0-9a-f]+|0b[01]+)\s*$/i;

/** The double of a text, null when it is none. */
export function parseDouble(text: string): number | null {
  const match = REAL.exec(text);
  if (match === null) return null;
  const [, sign = '', body = ''] = match;
  const lower = body.toLowerCase();
  const value =
    lower === 'nan'
      ? Number.NaN
      : lower.startsWith('inf')
        ? Number.POSITIVE_INFINITY
        : Number(lower.replaceAll('_', ''));
  return sign.endsWith('-') ? -value : value;
}

/** The whole number nearest to a text, halves away from zero; null when it is no number or longer than 64 bits ever are. */
export function parseWhole(text: string): bigint | null {
  const based = BASED.exec(text);
  if (based) return BigInt((based[1] ?? '').toLowerCase());
  const match = WHOLE.exec(text);
  if (match === null) return null;
  const [, sign, whole = '', fraction = '', bareFraction = '', power = '0'] = match;
  const exponent = Number(power);
  if (Math.abs(exponent) > 400) return null;
  const size = shifted(whole.replaceAll('_', ''), fraction + bareFraction, exponent);
  return sign === '-' ? -size : size;
}

function shifted(whole: string, fraction: string, exponent: number): bigint {
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const kept = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  const next = point < 0 ? '0' : digits.charAt(point);
  return BigInt(kept) + (next >= '5' && next !== '' ? 1n : 0n);
}

/** Half to even, as SQL rounds a double that becomes a whole number. */
export function roundEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}
