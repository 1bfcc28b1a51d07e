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
