import type { RowsPage } from '../../../nodes/contract/schema.ts';

export interface Differences {
  changed: number;
  /** The first column that is new or has changed cells. */
  first: string | null;
  added: ReadonlySet<string>;
  /** Column and row of the later page. */
  isChanged: ((column: number, row: number) => boolean) | undefined;
}

const none: Differences = { changed: 0, first: null, added: new Set(), isChanged: undefined };

/**
 * What a step changed: columns that were not there, and cells that differ. Cells are compared row by row, so only
 * when both pages have as many rows; where rows were dropped only new columns are told.
 */
export function differences(before: RowsPage | null, after: RowsPage | null): Differences {
  if (!before || !after) return none;
  const known = new Map(before.schema.map(({ name }, index) => [name, index]));
  const added = new Set(after.schema.filter(({ name }) => !known.has(name)).map(({ name }) => name));
  const count = after.columns[0]?.length ?? 0;
  const firstNew = after.schema.find(({ name }) => added.has(name))?.name ?? null;
  if (count !== (before.columns[0]?.length ?? 0)) return { ...none, added, first: firstNew };
  const marks = after.schema.map(({ name }, column) => {
    const old = before.columns[known.get(name) ?? -1];
    const now = after.columns[column] ?? [];
    return old ? now.map((value, row) => !same(value, old[row])) : null;
  });
  const changed = marks.reduce((sum, column) => sum + (column?.filter(Boolean).length ?? 0), 0);
  if (changed === 0) return { ...none, added, first: firstNew };
  const first = firstNew ?? after.schema[marks.findIndex((column) => column?.includes(true))]?.name ?? null;
  return { changed, first, added, isChanged: (column, row) => marks[column]?.[row] ?? false };
}

const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
