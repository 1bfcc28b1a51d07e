import { fail } from '../../../contract/errors/index.ts';
import type { FeatureColumn } from '../../../contract/model.ts';

type Numeric = Extract<FeatureColumn, { kind: 'numeric' }>;

/** A raw number (NaN = missing) → the float32 number of the matrix. The only place where a numeric feature is computed. */
export function numericFeature(column: Numeric, raw: number): number {
  const value = Number.isNaN(raw) && column.impute !== null ? column.impute : raw;
  return Math.fround(column.scale ? (value - column.scale.mean) / column.scale.sd : value);
}

/** Matrix columns that a feature takes. */
export function featureWidth(column: FeatureColumn): number {
  return column.kind === 'category' && column.encoding === 'onehot' ? column.categories.length : 1;
}

/** Width of the whole matrix. */
export function matrixWidth(columns: readonly FeatureColumn[]): number {
  return columns.reduce((sum, column) => sum + featureWidth(column), 0);
}

/** Index of each category. */
export function categoryIndex(categories: readonly string[]): Map<string, number> {
  return new Map(categories.map((category, index) => [category, index]));
}

/** A record's value as a raw number; null is missing. Throws ML_FEATURE_MISSING or ML_FEATURE_TYPE. */
export function recordNumber(name: string, value: unknown): number {
  if (typeof value === 'number') return value;
  if (value === null) return Number.NaN;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return Number(value);
  throw unfit(name, value, 'a number');
}

/** A record's value as a category, null for missing. Throws ML_FEATURE_MISSING or ML_FEATURE_TYPE. */
export function recordCategory(name: string, value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  throw unfit(name, value, 'a text');
}

function unfit(column: string, value: unknown, expected: string) {
  if (value === undefined) return fail('ML_FEATURE_MISSING', { column });
  const shown =
    typeof value === 'string' ? `“${value.slice(0, 60)}”` : (JSON.stringify(value)?.slice(0, 60) ?? typeof value);
  return fail('ML_FEATURE_TYPE', { column, expected, value: shown });
}
