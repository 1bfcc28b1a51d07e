import type { DataType } from '../../nodes/contract/schema.ts';
import { typeNames } from '../ui/cell-text.ts';

/** A typed value as kept in a test, or why the text is none. */
export type ParsedCell = { value: unknown } | { problem: string };

const yes = ['true', 'yes', '1'];
const no = ['false', 'no', '0'];

const parsers: Partial<Record<DataType, (text: string) => unknown>> = {
  int: (text) => (/^[+-]?\d{1,10}$/.test(text) && Math.abs(Number(text)) < 2 ** 31 ? Number(text) : undefined),
  bigint: (text) => (/^[+-]?\d{1,19}$/.test(text) ? BigInt(text).toString() : undefined),
  double: (text) => {
    if (/^-?(NaN|Infinity)$/.test(text)) return text;
    return Number.isFinite(Number(text)) ? Number(text) : undefined;
  },
  decimal: (text) => (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? text : undefined),
  boolean: (text) => (yes.includes(text.toLowerCase()) ? true : no.includes(text.toLowerCase()) ? false : undefined),
  date: (text) => (isDay(text) ? text : undefined),
  timestamp: moment,
  timestamptz: (text) => {
    const value = moment(text.replace(/Z$/i, ''));
    return value === undefined ? undefined : `${value}Z`;
  },
  array: json,
  object: json,
  geopoint: json,
};

/** What a person typed, as a value of the column's type; an empty text is an empty cell. */
export function parseCell(text: string, type: DataType): ParsedCell {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === 'null') return { value: null };
  const value = type === 'string' ? text : parsers[type]?.(trimmed);
  return value === undefined ? { problem: `“${trimmed}” is no ${typeNames[type]}` } : { value };
}

function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function moment(text: string): string | undefined {
  const [, day = '', time] = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?))?$/.exec(text) ?? [];
  if (!isDay(day)) return undefined;
  const full = time === undefined ? '00:00:00' : time.length === 5 ? `${time}:00` : time;
  return `${day}T${full}`;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
