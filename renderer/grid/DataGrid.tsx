import '@glideapps/glide-data-grid/dist/index.css';
import {
  CompactSelection,
  DataEditor,
  type DataEditorRef,
  type GridCell,
  GridCellKind,
  type GridColumn,
  type GridSelection,
  type Item,
  type Rectangle,
} from '@glideapps/glide-data-grid';
import { useComputedColorScheme } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { cellText, isNumber, typeNames } from '../ui/cell-text.ts';
import { type ColumnQuality, HEADER_HEIGHT, headerDrawer } from './draw-header.ts';
import { gridThemes, marks } from './grid-theme.ts';
import type { Rows } from './use-rows.ts';

interface DataGridProps {
  rows: Rows;
  /** What a screen reader calls the table. */
  label: string;
  quality?: ReadonlyMap<string, ColumnQuality> | undefined;
  sort?: { column: string; descending: boolean } | undefined;
  /** Column shown as chosen. */
  column?: string | null;
  onColumn?: (name: string) => void;
  /** The header's menu button; `bounds` is on the screen. */
  onColumnMenu?: (name: string, bounds: Rectangle) => void;
  /** Marks a cell as changed by the step on show. */
  isChanged?: ((column: number, row: number) => boolean) | undefined;
  /** Columns that the step on show added. */
  added?: ReadonlySet<string> | undefined;
  /** Column to bring into view when it changes. */
  reveal?: string | null | undefined;
}

const noSelection = (): GridSelection => ({ columns: CompactSelection.empty(), rows: CompactSelection.empty() });

/** Width for a name and the first values, in pixels. */
function idealWidth(rows: Rows, index: number): number {
  const column = rows.schema[index];
  if (!column) return 120;
  const meaning = column.meaning ? column.meaning.length + 3 : 0;
  let chars = Math.max(column.name.length + 5, (typeNames[column.type].length + meaning) * 0.9);
  for (let row = 0; row < Math.min(rows.count, 30); row += 1) {
    chars = Math.max(chars, Math.min(36, cellText(rows.cell(index, row), column.type)?.length ?? 0));
  }
  return Math.round(Math.max(88, Math.min(280, chars * 7 + 24)));
}

/** Cells as the grid draws them: numbers right, nothing faint, changed ones tinted. */
function useCells(rows: Rows, isChanged: DataGridProps['isChanged']) {
  const scheme = useComputedColorScheme('light');
  return useCallback(
    ([x, y]: Item): GridCell => {
      const type = rows.schema[x]?.type ?? 'string';
      const value = rows.cell(x, y);
      if (value === undefined) return { kind: GridCellKind.Loading, allowOverlay: false };
      const text = cellText(value, type);
      const changed = isChanged?.(x, y) ? { bgCell: marks[scheme].changed } : undefined;
      const empty = text === null ? { textDark: gridThemes[scheme].textLight ?? '' } : undefined;
      return {
        kind: GridCellKind.Text,
        data: text ?? '',
        displayData: text ?? 'null',
        allowOverlay: false,
        contentAlign: isNumber(type) ? 'right' : 'left',
        ...(changed || empty ? { themeOverride: { ...changed, ...empty } } : {}),
      };
    },
    [rows, isChanged, scheme],
  );
}

/** Columns with their widths: ideal ones at first, then as dragged. */
function useColumns(rows: Rows, hasMenu: boolean) {
  const [widths, setWidths] = useState<Record<string, number>>({});

  const names = rows.schema.map(({ name }) => name).join('\u0000');
  // biome-ignore lint/correctness/useExhaustiveDependencies: widths follow the columns, not every page
  const ideal = useMemo(() => rows.schema.map((_, index) => idealWidth(rows, index)), [names, rows.count > 0]);
  const columns = useMemo<GridColumn[]>(
    () =>
      rows.schema.map(({ name }, index) => ({
        id: name,
        title: name,
        width: widths[name] ?? ideal[index] ?? 120,
        hasMenu,
      })),
    [rows.schema, widths, ideal, hasMenu],
  );
  const onColumnResize = useCallback(
    ({ id }: GridColumn, width: number) => setWidths((old) => ({ ...old, [id ?? '']: Math.max(56, width) })),
    [],
  );
  return { columns, onColumnResize };
}

/** A read-only table over any number of rows, drawn on a canvas. */
export function DataGrid(props: DataGridProps) {
  const { rows, label, quality, sort, column, onColumn, onColumnMenu, isChanged, added, reveal } = props;
  const scheme = useComputedColorScheme('light');
  const colours = marks[scheme];
  const editor = useRef<DataEditorRef>(null);
  const [selection, setSelection] = useState(noSelection);
  const { columns, onColumnResize } = useColumns(rows, onColumnMenu !== undefined);
  const drawHeader = useMemo(
    () => headerDrawer({ columns: rows.schema, quality, sort, added, colours }),
    [rows.schema, quality, sort, added, colours],
  );
  const getCellContent = useCells(rows, isChanged);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new pages are drawn when they arrive
  useEffect(() => {
    editor.current?.updateCells([]);
  }, [rows.version]);
  const revealed = reveal ? rows.schema.findIndex(({ name }) => name === reveal) : -1;
  useEffect(() => {
    if (revealed >= 0) editor.current?.scrollTo(revealed, 0, 'horizontal', 120);
  }, [revealed]);
  const chosen = column ? rows.schema.findIndex(({ name }) => name === column) : -1;
  const shown: GridSelection =
    chosen >= 0 && !selection.current
      ? { ...selection, columns: CompactSelection.fromSingleSelection(chosen) }
      : selection;
  return (
    <section aria-label={label} style={{ width: '100%', height: '100%' }} data-rows={rows.count}>
      <DataEditor
        ref={editor}
        width="100%"
        height="100%"
        columns={columns}
        rows={rows.count}
        getCellContent={getCellContent}
        getCellsForSelection
        drawHeader={drawHeader}
        headerHeight={HEADER_HEIGHT}
        rowHeight={28}
        rowMarkers={{ kind: 'number', width: rows.count > 99_999 ? 60 : 44 }}
        theme={gridThemes[scheme]}
        smoothScrollX
        smoothScrollY
        rangeSelect="rect"
        columnSelect="single"
        rowSelect="none"
        gridSelection={shown}
        onGridSelectionChange={setSelection}
        onHeaderClicked={(index) => onColumn?.(rows.schema[index]?.name ?? '')}
        onHeaderMenuClick={(index, bounds) => onColumnMenu?.(rows.schema[index]?.name ?? '', bounds)}
        onColumnResize={onColumnResize}
        onVisibleRegionChanged={({ y, height }) =>
          rows.show(Math.max(0, y - height), Math.min(rows.count - 1, y + height * 2))
        }
        keybindings={{ search: false }}
        overscrollX={64}
      />
    </section>
  );
}
