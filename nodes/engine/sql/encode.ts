import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { formatDays, formatMicros } from './temporal.ts';

/** A DuckDB value as it goes over the wire (see `RowsPage`). */
export function encodeCell(value: DuckDBValue): unknown {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return value.toString();
    case 'object':
      return value === null ? null : encodeObject(value);
    default:
      return value;
  }
}

function encodeObject(value: Exclude<DuckDBValue, null | string | number | bigint | boolean>): unknown {
  if (value instanceof DuckDBDateValue) return value.isFinite ? formatDays(value.days) : value.toString();
  if (value instanceof DuckDBTimestampValue) return value.isFinite ? iso(value.micros) : value.toString();
  if (value instanceof DuckDBTimestampTZValue) return value.isFinite ? `${iso(value.micros)}Z` : value.toString();
  if (value instanceof DuckDBTimestampMillisecondsValue) return iso(value.millis * 1000n);
  if (value instanceof DuckDBTimestampSecondsValue) return iso(value.seconds * 1_000_000n);
  if (value instanceof DuckDBTimestampNanosecondsValue) return iso(value.nanos / 1000n);
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(encodeCell);
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([key, entry]) => [key, encodeCell(entry)]));
  }
  if (value instanceof DuckDBMapValue) {
    return value.entries.map((entry) => ({ key: encodeCell(entry.key), value: encodeCell(entry.value) }));
  }
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('base64');
  return value.toString();
}

const iso = (micros: bigint) => formatMicros(Number(micros), 'T');
