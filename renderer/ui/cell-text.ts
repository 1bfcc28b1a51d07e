import { type DataType, numericTypes } from '../../nodes/contract/schema.ts';

export const isNumber = (type: DataType): boolean => numericTypes.includes(type);

/** A value of the wire as the grid shows it; null for nothing. Timestamps lose the `T`, objects become JSON. */
export function cellText(value: unknown, type: DataType): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return type.startsWith('timestamp') ? value.replace('T', ' ') : value;
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(12)));
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return JSON.stringify(value);
}

/** The sign of a type in column headers. */
export const typeSigns: Record<DataType, string> = {
  string: 'Aa',
  int: '12',
  bigint: '12',
  double: '1.2',
  decimal: '1.2',
  boolean: 'T/F',
  date: 'D',
  timestamp: 'DT',
  timestamptz: 'DTz',
  geopoint: 'geo',
  array: '[ ]',
  object: '{ }',
};

/** The name of a type for people. */
export const typeNames: Record<DataType, string> = {
  string: 'text',
  int: 'integer',
  bigint: 'big integer',
  double: 'decimal',
  decimal: 'exact decimal',
  boolean: 'true / false',
  date: 'date',
  timestamp: 'date and time',
  timestamptz: 'date, time and zone',
  geopoint: 'place',
  array: 'list',
  object: 'object',
};
