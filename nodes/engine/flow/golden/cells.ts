import { canonicalJson } from '../../../base/canonical-json.ts';
import type { DataType } from '../../../contract/schema.ts';

/** Whether two cells count as equal. */
export type SameCell = (expected: unknown, actual: unknown, column: number) => boolean;

export const isFraction = (type: DataType): boolean => type === 'double' || type === 'decimal';

/** Whether two cells of a type count as equal; both may be empty. */
export function sameCell(a: unknown, b: unknown, { type, tolerance }: { type: DataType; tolerance: number }): boolean {
  const isEmpty = (value: unknown) => value === null || value === undefined;
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (isFraction(type)) return sameNumber(Number(a), Number(b), tolerance);
  if (typeof a === 'object' || typeof b === 'object') return canonicalJson(a) === canonicalJson(b);
  return String(a) === String(b);
}

function sameNumber(a: number, b: number, tolerance: number): boolean {
  if (Object.is(a, b) || a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}
