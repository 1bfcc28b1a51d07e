import { fail } from '../../contract/errors/index.ts';
import type { DataType } from '../../contract/schema.ts';
import { formatDays, formatMicros, parseDays, parseMicros } from '../sql/temporal.ts';
import type { Value } from './value.ts';

const EXPECTED: Record<DataType, string> = {
  string: 'text',
  int: 'a whole number of at most 32 bits',
  bigint: 'a whole number, or its digits as text',
  double: 'a number',
  decimal: 'a number, or its digits as text',
  boolean: 'true or false',
  date: 'a date as text (2024-02-03)',
  timestamp: 'a timestamp as text (2024-02-03T14:05:06)',
  timestamptz: 'a timestamp with zone as text (2024-02-03T14:05:06Z)',
  geopoint: 'an object with lat and lon',
  array: 'a list',
  object: 'an object',
};

/** A JSON value as a value of the row engine. Throws VALUE_TYPE, which names the column, what it expects and what came. */
export function decodeValue(value: unknown, type: DataType, where: { column: string }): Value {
  if (value === null || value === undefined) return null;
  const decoded = decoders[type](value);
  if (decoded !== undefined && decoded !== null) return decoded;
  const shown = JSON.stringify(value) ?? String(value);
  throw fail('VALUE_TYPE', {
    column: where.column,
    expected: EXPECTED[type],
    type,
    value: shown.length > 80 ? `${shown.slice(0, 80)}…` : shown,
  });
}

type Decoder = (value: unknown) => Value | undefined;

const SPECIAL = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

const decoders: Record<DataType, Decoder> = {
  string: (value) => (typeof value === 'string' ? value : undefined),
  int: (value) => (Number.isInteger(value) && Math.abs(value as number) < 2 ** 31 ? (value as number) : undefined),
  bigint: (value) => {
    if (Number.isSafeInteger(value)) return BigInt(value as number);
    if (typeof value !== 'string' || !/^-?\d{1,19}$/.test(value)) return undefined;
    const whole = BigInt(value);
    return BigInt.asIntN(64, whole) === whole ? whole : undefined;
  },
  double: (value) => (typeof value === 'number' ? value : typeof value === 'string' ? SPECIAL.get(value) : undefined),
  decimal: (value) => {
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text) ? text : undefined;
  },
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  date: (value) =>
    typeof value === 'string' && /^\s*\d{4,6}-\d\d?-\d\d?\s*$/.test(value) ? parseDays(value) : undefined,
  timestamp: (value) => (typeof value === 'string' ? parseMicros(value) : undefined),
  timestamptz: (value) => (typeof value === 'string' ? parseMicros(value, true) : undefined),
  geopoint: (value) =>
    isObject(value) && typeof value.lat === 'number' && typeof value.lon === 'number' ? value : undefined,
  array: (value) => (Array.isArray(value) ? value : undefined),
  object: (value) => (isObject(value) ? value : undefined),
};

function isObject(value: unknown): value is { [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value of the row engine as it goes over the wire (see `RowsPage`). */
export function encodeValue(value: Value, type: DataType): unknown {
  if (value === null) return null;
  switch (type) {
    case 'bigint':
      return String(value);
    case 'double':
      return Number.isFinite(value) ? value : String(value);
    case 'date':
      return formatDays(value as number);
    case 'timestamp':
      return formatMicros(value as number, 'T');
    case 'timestamptz':
      return `${formatMicros(value as number, 'T')}Z`;
    default:
      return value;
  }
}
