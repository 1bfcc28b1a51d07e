import type { GridSelection } from '@glideapps/glide-data-grid';
import { useCallback } from 'react';
import type { RowsPage } from '../../nodes/contract/schema.ts';
import { tellDone, tellError } from '../state/notify.ts';
import { cellText } from '../ui/cell-text.ts';
import { formatCount } from '../ui/format.ts';
import { tableText, writeTable } from './copy-table.ts';
import type { Rows } from './use-rows.ts';

/** More cells than this are for a download. */
const mostCells = 500_000;
const pageRows = 10_000;

export type LoadRange = (offset: number, limit: number) => Promise<RowsPage>;

interface Range {
  columns: readonly number[];
  from: number;
  to: number;
}

/** Columns and rows of a selection of cells or of whole columns. */
function rangeOf(selection: GridSelection, view: readonly number[], count: number): Range | null {
  const rectangle = selection.current?.range;
  if (rectangle) {
    const columns = view.slice(rectangle.x, rectangle.x + rectangle.width);
    return { columns, from: rectangle.y, to: Math.min(count, rectangle.y + rectangle.height) };
  }
  const columns = selection.columns.toArray().flatMap((at) => view[at] ?? []);
  return columns.length > 0 ? { columns, from: 0, to: count } : null;
}

/** The texts of a range; rows that are not there yet are asked for. */
async function textsOf(rows: Rows, range: Range, load: LoadRange | undefined): Promise<string[][]> {
  const { columns, from, to } = range;
  const text = (column: number, value: unknown) => cellText(value, rows.schema[column]?.type ?? 'string') ?? '';
  const isThere = (row: number) => columns.every((column) => rows.cell(column, row) !== undefined);
  const result: string[][] = [];
  for (let row = from; row < to; row += 1) {
    if (isThere(row) || !load) {
      result.push(columns.map((column) => text(column, rows.cell(column, row))));
      continue;
    }
    const page = await load(row, Math.min(pageRows, to - row));
    const loaded = page.columns[0]?.length ?? 0;
    if (loaded === 0) break;
    for (let at = 0; at < loaded; at += 1)
      result.push(columns.map((column) => text(column, page.columns[column]?.[at])));
    row += loaded - 1;
  }
  return result;
}

/** Copies the selected cells as a table. */
export function useCopy(rows: Rows, view: readonly number[], load: LoadRange | undefined) {
  return useCallback(
    async (selection: GridSelection, withHeaders: boolean): Promise<void> => {
      const range = rangeOf(selection, view, rows.count);
      if (!range || range.columns.length === 0) return;
      const fitting = Math.max(1, Math.floor(mostCells / range.columns.length));
      const cut = { ...range, to: Math.min(range.to, range.from + fitting) };
      try {
        const texts = await textsOf(rows, cut, load);
        const names = range.columns.map((column) => rows.schema[column]?.name ?? '');
        await writeTable(tableText(texts, withHeaders ? names : undefined));
        const isWhole = cut.to === range.to;
        const what = `${formatCount(texts.length)} × ${range.columns.length} cells copied`;
        if (texts.length * range.columns.length > 1 || !isWhole)
          tellDone(
            what,
            isWhole ? undefined : 'These are the first rows of the selection. Download the whole instead.',
          );
      } catch (error) {
        tellError('Not copied', error);
      }
    },
    [rows, view, load],
  );
}
