/** Storage types of a column, the same on every engine. */
export const dataTypes = [
  'string',
  'int',
  'bigint',
  'double',
  'decimal',
  'boolean',
  'date',
  'timestamp',
  'timestamptz',
  'geopoint',
  'array',
  'object',
] as const;
type DataType = (typeof dataTypes)[number];

export const numericTypes: readonly DataType[] = ['int', 'bigint', 'double', 'decimal'];
export const temporalTypes: readonly DataType[] = ['date', 'timestamp', 'timestamptz'];

export const isNumeric = (type: DataType | undefined): boolean => type !== undefined && numericTypes.includes(type);
export const isTemporal = (type: DataType | undefined): boolean => type !== undefined && temporalTypes.includes(type);

/** A value of each type, in words. */
export const typeWords: Record<DataType, string> = {
  string: 'a text',
  int: 'a whole number',
  bigint: 'a whole number',
  double: 'a number',
  decimal: 'a decimal number',
  boolean: 'a truth value',
  date: 'a date',
  timestamp: 'a date with time',
  timestamptz: 'a date with time',
  geopoint: 'a place',
  array: 'a list',
  object: 'an object',
};
