import { type DuckDBStructType, type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';
import type { DataType } from '../../contract/schema.ts';

/** How DuckDB stores each of our types when a cast asks for it. */
const DUCKDB_NAMES: Record<DataType, string> = {
  string: 'VARCHAR',
  int: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  decimal: 'DECIMAL(28, 8)',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  timestamptz: 'TIMESTAMPTZ',
  geopoint: 'STRUCT(lat DOUBLE, lon DOUBLE)',
  array: 'VARCHAR[]',
  object: 'JSON',
};

/** The DuckDB type name of a type. */
export function duckDbTypeName(type: DataType): string {
  return DUCKDB_NAMES[type];
}

const BY_TYPE_ID: Partial<Record<DuckDBTypeId, DataType>> = {
  [DuckDBTypeId.BOOLEAN]: 'boolean',
  [DuckDBTypeId.TINYINT]: 'int',
  [DuckDBTypeId.SMALLINT]: 'int',
  [DuckDBTypeId.INTEGER]: 'int',
  [DuckDBTypeId.UTINYINT]: 'int',
  [DuckDBTypeId.USMALLINT]: 'int',
  [DuckDBTypeId.UINTEGER]: 'bigint',
  [DuckDBTypeId.BIGINT]: 'bigint',
  [DuckDBTypeId.UBIGINT]: 'decimal',
  [DuckDBTypeId.HUGEINT]: 'decimal',
  [DuckDBTypeId.UHUGEINT]: 'decimal',
  [DuckDBTypeId.DECIMAL]: 'decimal',
  [DuckDBTypeId.FLOAT]: 'double',
  [DuckDBTypeId.DOUBLE]: 'double',
  [DuckDBTypeId.DATE]: 'date',
  [DuckDBTypeId.TIMESTAMP]: 'timestamp',
  [DuckDBTypeId.TIMESTAMP_S]: 'timestamp',
  [DuckDBTypeId.TIMESTAMP_MS]: 'timestamp',
  [DuckDBTypeId.TIMESTAMP_NS]: 'timestamp',
  [DuckDBTypeId.TIMESTAMP_TZ]: 'timestamptz',
  [DuckDBTypeId.LIST]: 'array',
  [DuckDBTypeId.ARRAY]: 'array',
  [DuckDBTypeId.STRUCT]: 'object',
  [DuckDBTypeId.MAP]: 'object',
  [DuckDBTypeId.UNION]: 'object',
  [DuckDBTypeId.VARIANT]: 'object',
};

/** Our type of a DuckDB column; what has no counterpart (times, intervals, blobs, enums, UUIDs …) is text. */
export function dataTypeOf(type: DuckDBType): DataType {
  if (type.typeId === DuckDBTypeId.VARCHAR) return type.alias === 'JSON' ? 'object' : 'string';
  if (type.typeId === DuckDBTypeId.STRUCT && isGeoPoint(type as DuckDBStructType)) return 'geopoint';
  return BY_TYPE_ID[type.typeId] ?? 'string';
}

function isGeoPoint(type: DuckDBStructType): boolean {
  return type.entryNames.join() === 'lat,lon' && type.entryTypes.every((entry) => entry.typeId === DuckDBTypeId.DOUBLE);
}
