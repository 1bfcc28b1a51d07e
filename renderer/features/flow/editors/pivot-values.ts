import type { RowsPage } from '../../../../nodes/contract/schema.ts';

export interface PivotValue {
  value: string | null;
  name?: string;
}

/** A value of the data with its number of rows. */
export interface FoundValue {
  value: string | null;
  rows: number;
}

/** The values of a column as a distinct recipe with a count tells them, most frequent first. */
export function foundValues(page: RowsPage | null | undefined): FoundValue[] {
  const [values = [], rows = []] = page?.columns ?? [];
  return values
    .map((value, at) => ({ value: value === null ? null : String(value), rows: Number(rows[at] ?? 0) }))
    .sort((a, b) => b.rows - a.rows || String(a.value).localeCompare(String(b.value)));
}

/** Values of the data that have no column yet. */
export function missingValues(found: readonly FoundValue[], pinned: readonly PivotValue[]): FoundValue[] {
  const known = new Set(pinned.map(({ value }) => value));
  return found.filter(({ value }) => !known.has(value));
}

/** Values in the order in which people read columns: numbers by size, texts by letters, empty last. */
export function inReadingOrder(values: readonly PivotValue[]): PivotValue[] {
  return [...values].sort((a, b) => {
    if (a.value === null || b.value === null) return a.value === b.value ? 0 : a.value === null ? 1 : -1;
    return a.value.localeCompare(b.value, undefined, { numeric: true });
  });
}
