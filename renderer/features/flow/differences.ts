import type { RowsPage } from '../../../nodes/contract/schema.ts';

/** A page with the numbers of the input rows it comes from. */
export interface NumberedPage {
  page: RowsPage;
  ids: readonly number[];
}

export interface Differences {
  /** The later page, with the dropped rows at their places. */
  page: RowsPage;
  changed: number;
  dropped: number;
  added: ReadonlySet<string>;
  /** Names of columns that are gone. */
  removed: readonly string[];
  /** The first column that is new or has changed cells. */
  first: string | null;
  /** Column and row of `page`. */
  isChanged: ((column: number, row: number) => boolean) | undefined;
  isDropped: ((row: number) => boolean) | undefined;
}

interface Line {
  after: number | undefined;
  before: number | undefined;
}

/**
 * What a step changed: cells that differ, columns that came and went, rows that were dropped. Rows are told apart by the
 * numbers of the input rows they come from. Dropped rows are shown only as far as the later page goes.
 */
export function differences(before: NumberedPage, after: NumberedPage, withDropped: boolean): Differences {
  const lines = aligned(before, after);
  const known = new Map(before.page.schema.map(({ name }, index) => [name, index]));
  const { schema } = after.page;
  const added = new Set(schema.filter(({ name }) => !known.has(name)).map(({ name }) => name));
  const left = new Set(schema.map(({ name }) => name));
  const removed = before.page.schema.map(({ name }) => name).filter((name) => !left.has(name));
  const dropped = lines.filter((line) => line.after === undefined).length;
  const shown = withDropped ? lines : lines.filter((line) => line.after !== undefined);
  const old = (name: string, row: number | undefined) =>
    row === undefined ? undefined : before.page.columns[known.get(name) ?? -1]?.[row];
  const marks = schema.map(({ name }, column) =>
    added.has(name)
      ? null
      : shown.map(
          (line) =>
            line.after !== undefined &&
            line.before !== undefined &&
            !same(after.page.columns[column]?.[line.after], old(name, line.before)),
        ),
  );
  const columns = schema.map(({ name }, column) =>
    shown.map((line) =>
      line.after === undefined ? (old(name, line.before) ?? null) : after.page.columns[column]?.[line.after],
    ),
  );
  const changed = marks.reduce((sum, column) => sum + (column?.filter(Boolean).length ?? 0), 0);
  const firstMarked = schema[marks.findIndex((column) => column?.includes(true))]?.name;
  return {
    page: { ...after.page, columns },
    changed,
    dropped,
    added,
    removed,
    first: schema.find(({ name }) => added.has(name))?.name ?? firstMarked ?? null,
    isChanged: changed > 0 ? (column, row) => marks[column]?.[row] ?? false : undefined,
    isDropped: withDropped && dropped > 0 ? (row) => shown[row]?.after === undefined : undefined,
  };
}

/** Both pages row by row, in the order of the input. Rows beyond the end of the later page are left out. */
function aligned(before: NumberedPage, after: NumberedPage): Line[] {
  const places = new Map(before.ids.map((id, index) => [id, index]));
  const kept = new Set(after.ids);
  const isWhole = after.page.total !== null && after.page.total <= after.ids.length;
  const end = isWhole ? Number.POSITIVE_INFINITY : Math.max(-1, ...after.ids);
  const gone = before.ids
    .filter((id) => !kept.has(id) && id < end)
    .map((id) => ({ id, after: undefined, before: places.get(id) }));
  if (gone.length === 0) return after.ids.map((id, index) => ({ after: index, before: places.get(id) }));
  const all = [...after.ids.map((id, index) => ({ id, after: index, before: places.get(id) })), ...gone];
  return all.sort((a, b) => a.id - b.id);
}

const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
