import { fail } from '../../contract/errors/index.ts';
import type { DataType } from '../../contract/schema.ts';
import { formatDays, formatMicros, MICROS_PER_DAY, parseDays, parseMicros } from '../sql/temporal.ts';
import { formatDouble, parseDouble, parseWhole, roundEven } from './number-text.ts';
import { describeType } from './types.ts';
import type { Value } from './value.ts';

type Caster = (value: Value) => Value | undefined;

/** A cast of the row engine from one type to another; `tolerant` gives null where the other throws VALUE_UNFIT. */
export function caster(from: DataType, to: DataType, tolerant: boolean): (value: Value) => Value {
  if (from === to) return (value) => value;
  const convert = conversion(from, to);
  return (value) => {
    if (value === null) return null;
    const result = convert(value);
    if (result !== undefined && result !== null) return result;
    if (tolerant) return null;
    throw fail('VALUE_UNFIT', { value: String(value), expected: describeType(to) });
  };
}

function conversion(from: DataType, to: DataType): Caster {
  switch (to) {
    case 'string':
      return textOf(from);
    case 'int':
      return (value) => inRange(toWhole(from, value), INT);
    case 'bigint':
      return (value) => inRange(toWhole(from, value), BIGINT, true);
    case 'double':
      return (value) => toDouble(value);
    case 'boolean':
      return toBoolean;
    case 'date':
      return (value) =>
        typeof value === 'string' ? parseDays(value) : isTemporal(from) ? dayOf(from, value) : undefined;
    case 'timestamp':
    case 'timestamptz':
      return (value) => toMicros(from, to, value);
    case 'decimal':
      return (value) => (isNumber(from) || from === 'string' ? plainDecimal(String(value)) : undefined);
    case 'array':
    case 'object':
    case 'geopoint':
      return () => undefined;
  }
}

const isTemporal = (type: DataType) => type === 'date' || type === 'timestamp' || type === 'timestamptz';
const isNumber = (type: DataType) => type === 'int' || type === 'bigint' || type === 'double' || type === 'decimal';

function textOf(from: DataType): Caster {
  switch (from) {
    case 'double':
      return (value) => formatDouble(value as number);
    case 'date':
      return (value) => formatDays(value as number);
    case 'timestamp':
      return (value) => formatMicros(value as number);
    case 'timestamptz':
      return (value) => `${formatMicros(value as number)}+00`;
    case 'array':
    case 'object':
    case 'geopoint':
      return (value) => JSON.stringify(value);
    default:
      return (value) => String(value);
  }
}

const INT = { from: -(2n ** 31n), to: 2n ** 31n - 1n };
const BIGINT = { from: -(2n ** 63n), to: 2n ** 63n - 1n };

function inRange(value: bigint | undefined, range: { from: bigint; to: bigint }, wide = false): Value | undefined {
  if (value === undefined || value < range.from || value > range.to) return undefined;
  return wide ? value : Number(value);
}

function toWhole(from: DataType, value: Value): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'string') return parseWhole(value) ?? undefined;
  if (typeof value !== 'number' || !Number.isFinite(value) || isTemporal(from)) return undefined;
  return BigInt(roundEven(value));
}

function toDouble(value: Value): number | undefined {
  if (typeof value === 'string') return parseDouble(value) ?? undefined;
  return typeof value === 'object' ? undefined : Number(value);
}

const TRUE = new Set(['true', 't', 'yes', 'y', '1']);
const FALSE = new Set(['false', 'f', 'no', 'n', '0']);

function toBoolean(value: Value): boolean | undefined {
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'bigint') return value !== 0n;
  if (typeof value !== 'string') return undefined;
  const text = value.toLowerCase();
  return TRUE.has(text) ? true : FALSE.has(text) ? false : undefined;
}

const dayOf = (from: DataType, value: Value) =>
  from === 'date' ? (value as number) : Math.floor((value as number) / MICROS_PER_DAY);

function toMicros(from: DataType, to: DataType, value: Value): number | null | undefined {
  if (typeof value === 'string') return parseMicros(value, to === 'timestamptz');
  if (from === 'date') return (value as number) * MICROS_PER_DAY;
  return isTemporal(from) ? (value as number) : undefined;
}

function plainDecimal(text: string): string | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(text.trim()) ? text.trim().replace('+', '') : undefined;
}
