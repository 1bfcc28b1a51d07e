import type { CellObject, Range, WorkSheet } from '@e965/xlsx';
import type { SheetRow } from './find-table.ts';
import { type SheetCell, sheetCell } from './sheet-cell.ts';
import type { CellRange } from './sheet-range.ts';

interface Reading {
  date1904: boolean;
  fillMerged: boolean;
  cells: CellRange | undefined;
}

/** Rows of a sheet that was read densely, from its first or that of the range; those without a cell are undefined. */
export function rowsOfSheet(sheet: WorkSheet, { date1904, fillMerged, cells }: Reading): (SheetRow | undefined)[] {
  const data = (sheet['!data'] ?? []) as (CellObject | undefined)[][];
  const [top, left] = [cells?.top ?? 0, cells?.left ?? 0];
  const end = Math.min(data.length, (cells?.bottom ?? Number.POSITIVE_INFINITY) + 1);
  const rows: (SheetCell | undefined)[][] = [];
  for (let at = top; at < end; at += 1) {
    const found = data[at];
    if (!found) continue;
    const width = Math.min(found.length, (cells?.right ?? Number.POSITIVE_INFINITY) + 1) - left;
    rows[at - top] = Array.from({ length: Math.max(0, width) }, (_, place) => sheetCell(found[left + place], date1904));
  }
  if (fillMerged) for (const merge of sheet['!merges'] ?? []) fill(rows, merge, { top, left, end: end - top });
  return Array.from(rows);
}

/** Ranges that cover a whole sheet are formatting, not values. */
const mostFilled = 100_000;

function fill(
  rows: (SheetCell | undefined)[][],
  { s, e }: Range,
  { top, left, end }: { top: number; left: number; end: number },
): void {
  const value = rows[s.r - top]?.[s.c - left];
  if (!value || (e.r - s.r + 1) * (e.c - s.c + 1) > mostFilled) return;
  for (let row = s.r - top; row <= Math.min(e.r - top, end - 1); row += 1) {
    rows[row] ??= [];
    for (let column = s.c - left; column <= e.c - left; column += 1) rows[row]![column] = value;
  }
}
