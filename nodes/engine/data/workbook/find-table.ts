import type { SheetCell } from './sheet-cell.ts';

export type SheetRow = readonly (SheetCell | undefined)[];

/** Where on a sheet the table is. All numbers are counted from 0 within the rows looked at. */
export interface FoundTable {
  /** First row, the header if there is one. */
  row: number;
  /** First and last column that hold anything from that row on. */
  first: number;
  last: number;
  header: boolean;
}

/** Rows that tell where the table begins. */
const looked = 200;

const filled = (row: SheetRow | undefined) => row?.filter((cell) => cell && cell.text.trim() !== '').length ?? 0;

/** The table below titles and blank rows: it begins with the first row that is about as wide as those that follow. Undefined: nothing is there. */
export function findTable(
  rows: readonly (SheetRow | undefined)[],
  given: { skip?: number | undefined; header?: boolean | undefined },
): FoundTable | undefined {
  const row =
    given.skip === undefined ? firstRow(rows) : rows.findIndex((one, at) => at >= given.skip! && filled(one) > 0);
  if (row < 0) return undefined;
  const [first, last] = columnsFrom(rows, row);
  const header = given.header ?? isHeader(rows, { row, first, last });
  return { row, first, last, header };
}

/** Half of the widest row, or of the most usual width where few rows are so wide, is wide enough. */
function firstRow(rows: readonly (SheetRow | undefined)[]): number {
  const some = rows.findIndex((row) => filled(row) > 0);
  if (some < 0) return -1;
  const widths = rows.slice(some, some + looked).map(filled);
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 0) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [usual = 1] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  return some + widths.findIndex((width) => width * 2 > usual);
}

function columnsFrom(rows: readonly (SheetRow | undefined)[], from: number): [number, number] {
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (const row of rows.slice(from)) {
    if (!row) continue;
    const start = row.findIndex(Boolean);
    if (start < 0) continue;
    first = Math.min(first, start);
    last = Math.max(last, row.findLastIndex(Boolean));
  }
  return [first, last];
}

/** Texts in all columns but a few, none twice, above something: a row of names. */
function isHeader(rows: readonly (SheetRow | undefined)[], { row, first, last }: Omit<FoundTable, 'header'>): boolean {
  const cells = Array.from({ length: last - first + 1 }, (_, at) => rows[row]?.[first + at]);
  const named = cells.filter((cell) => cell && cell.text.trim() !== '');
  if (named.some((cell) => cell?.kind !== 'text')) return false;
  const names = new Set(named.map((cell) => cell?.text.trim().toLowerCase()));
  const body = rows.slice(row + 1, row + 1 + looked).filter((one) => filled(one) > 0);
  if (body.length === 0) return named.length > 1;
  const isTexts = body.every((one) => one?.every((cell) => !cell || cell.kind === 'text'));
  // A column of texts without a name looks like one with: several columns, or short words, speak for names.
  return names.size >= named.length - 1 && named.length * 2 >= cells.length && (!isTexts || cells.length > 1);
}
