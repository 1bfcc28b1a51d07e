import type { GridColumn } from '@glideapps/glide-data-grid';
import { useMemo, useState } from 'react';
import { cellText } from '../ui/cell-text.ts';
import { arrangedColumns, type ColumnLayout, plainLayout, withMoved, withWidth } from './column-layout.ts';
import { kindWords } from './draw-header.ts';
import type { Rows } from './use-rows.ts';

interface Arrangement {
  /** Without it the grid remembers for itself. */
  layout?: ColumnLayout | undefined;
  onLayout?: ((layout: ColumnLayout) => void) | undefined;
  hasMenu: boolean;
}

/** Width for a name and the first values, in pixels. */
function idealWidth(rows: Rows, index: number): number {
  const column = rows.schema[index];
  if (!column) return 120;
  let chars = Math.max(column.name.length + 5, kindWords(column).length * 0.9 + 1);
  for (let row = 0; row < Math.min(rows.count, 30); row += 1) {
    chars = Math.max(chars, Math.min(36, cellText(rows.cell(index, row), column.type)?.length ?? 0));
  }
  return Math.round(Math.max(88, Math.min(280, chars * 7 + 24)));
}

/** Columns as arranged, with their widths: ideal ones at first, then as dragged. */
export function useColumns(rows: Rows, arrangement: Arrangement) {
  const [own, setOwn] = useState(plainLayout);
  const { layout = own, onLayout = setOwn, hasMenu } = arrangement;
  const names = rows.schema.map(({ name }) => name).join('\u0000');
  const arranged = useMemo(() => arrangedColumns(names.split('\u0000'), layout), [names, layout]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: widths follow the columns, not every page
  const ideal = useMemo(() => rows.schema.map((_, index) => idealWidth(rows, index)), [names, rows.count > 0]);
  const shown = useMemo(() => arranged.view.flatMap((index) => rows.schema[index] ?? []), [arranged, rows.schema]);
  const columns = useMemo<GridColumn[]>(
    () =>
      shown.map(({ name }, at) => ({
        id: name,
        title: name,
        width: layout.widths[name] ?? ideal[arranged.view[at] ?? 0] ?? 120,
        hasMenu,
      })),
    [shown, layout.widths, ideal, arranged, hasMenu],
  );
  const onColumnResize = ({ id }: GridColumn, width: number) => onLayout(withWidth(layout, id ?? '', width));
  const onColumnMoved = (from: number, to: number) =>
    onLayout(
      withMoved(
        layout,
        shown.map(({ name }) => name),
        { from, to },
      ),
    );
  return { columns, shown, view: arranged.view, pinned: arranged.pinned, onColumnResize, onColumnMoved };
}
