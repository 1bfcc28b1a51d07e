import '@glideapps/glide-data-grid/dist/index.css';
import {
  CompactSelection,
  DataEditor,
  type DataEditorRef,
  type GridCell,
  GridCellKind,
  type GridColumn,
  type GridKeyEventArgs,
  type GridSelection,
  type Item,
  type Rectangle,
} from '@glideapps/glide-data-grid';
import { useComputedColorScheme } from '@mantine/core';
import { type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { isInvalidCell } from '../../nodes/contract/meanings.ts';
import { cellText, isNumber } from '../ui/cell-text.ts';
import { arrangedColumns, type ColumnLayout, plainLayout, withMoved, withWidth } from './column-layout.ts';
import { type ColumnQuality, HEADER_HEIGHT, headerDrawer, kindWords, type Sort } from './draw-header.ts';
import { gridThemes, marks } from './grid-theme.ts';
import { type LoadRange, useCopy } from './use-copy.ts';
import type { Rows } from './use-rows.ts';

/** A cell that was asked about: its column by name, its row by number, its value as on the wire. */
export interface CellAt {
  column: string;
  row: number;
  value: unknown;
}

/** What others may ask of a grid. */
export interface GridHandle {
  /** Brings a column into view and chooses it. */
  goTo(column: string): void;
  /** Copies the selected cells as a table. */
  copy(withHeaders: boolean): void;
  focus(): void;
}

interface DataGridProps {
  rows: Rows;
  /** What a screen reader calls the table. */
  label: string;
  quality?: ReadonlyMap<string, ColumnQuality> | undefined;
  sort?: readonly Sort[] | undefined;
  /** Columns that rows are chosen by. */
  filtered?: ReadonlySet<string> | undefined;
  /** Column shown as chosen. */
  column?: string | null;
  onColumn?: (name: string) => void;
  /** The header's menu: its button, the right mouse button, or Alt+Down. `bounds` is on the screen. */
  onColumnMenu?: (name: string, bounds: Rectangle) => void;
  /** The menu of a cell: the right mouse button, or the menu key. */
  onCellMenu?: (cell: CellAt, bounds: Rectangle) => void;
  /** A cell was opened: Enter, or a double click. */
  onCellOpen?: (cell: CellAt, bounds: Rectangle) => void;
  /** How columns are arranged; without it the grid remembers for itself. */
  layout?: ColumnLayout;
  onLayout?: (layout: ColumnLayout) => void;
  /** Reads rows that are not there yet, for copying. */
  loadRange?: LoadRange;
  handle?: Ref<GridHandle>;
  /** Marks a cell as changed by the step on show. */
  isChanged?: ((column: number, row: number) => boolean) | undefined;
  /** Columns that the step on show added. */
  added?: ReadonlySet<string> | undefined;
  /** Rows that the step on show dropped; they are drawn as gone. */
  isDropped?: ((row: number) => boolean) | undefined;
  /** The cell under the cursor, whenever it moves; null when there is none. */
  onCell?: ((cell: CellAt | null) => void) | undefined;
  /** Column to bring into view when it changes. */
  reveal?: string | null | undefined;
}

const noSelection = (): GridSelection => ({ columns: CompactSelection.empty(), rows: CompactSelection.empty() });

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

/** Cells as the grid draws them: numbers right, what does not fit its meaning red, changed ones tinted. */
function useCells(rows: Rows, view: readonly number[], isChanged: DataGridProps['isChanged']) {
  const scheme = useComputedColorScheme('light');
  return useCallback(
    ([at, y]: Item): GridCell => {
      const x = view[at] ?? 0;
      const column = rows.schema[x];
      const type = column?.type ?? 'string';
      const value = rows.cell(x, y);
      if (value === undefined) return { kind: GridCellKind.Loading, allowOverlay: false };
      const text = cellText(value, type);
      const colours = marks[scheme];
      const theme = {
        ...(isChanged?.(x, y) && { bgCell: colours.changed }),
        ...(text === null && { textDark: gridThemes[scheme].textLight ?? '' }),
        ...(column && isInvalidCell(column, value) && { bgCell: colours.invalid, textDark: colours.invalidText }),
      };
      return {
        kind: GridCellKind.Text,
        data: text ?? '',
        displayData: text?.replaceAll(/\s*\n\s*/g, ' ⏎ ') ?? 'null',
        allowOverlay: false,
        contentAlign: isNumber(type) ? 'right' : 'left',
        ...(Object.keys(theme).length > 0 ? { themeOverride: theme } : {}),
      };
    },
    [rows, view, isChanged, scheme],
  );
}

/** Columns as arranged, with their widths: ideal ones at first, then as dragged. */
function useColumns(rows: Rows, props: DataGridProps) {
  const [own, setOwn] = useState(plainLayout);
  const { layout = own, onLayout = setOwn, onColumnMenu } = props;
  const hasMenu = onColumnMenu !== undefined;

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

/** What keys do that the grid does not know itself: copy, menus, opening a cell. */
function useKeys(
  props: DataGridProps,
  grid: { cellAt: (item: Item) => CellAt | null; selection: GridSelection; copy: (withHeaders: boolean) => void },
) {
  return (event: GridKeyEventArgs) => {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    const cell = grid.selection.current?.cell;
    const column = cell?.[0] ?? grid.selection.columns.first();
    const editor = event.rawEvent?.currentTarget;
    const done = () => {
      event.cancel();
      event.preventDefault();
      event.stopPropagation();
    };
    if ((ctrlKey || metaKey) && key.toLowerCase() === 'c') {
      done();
      grid.copy(shiftKey);
    } else if (altKey && key === 'ArrowDown' && column !== undefined) {
      const at = grid.cellAt([column, 0])?.column;
      const box = editor?.getBoundingClientRect();
      const bounds = event.bounds ?? { x: box?.x ?? 0, y: box?.y ?? 0, width: 0, height: 0 };
      done();
      if (at !== undefined) props.onColumnMenu?.(at, bounds);
    } else if (cell && event.bounds && (key === 'ContextMenu' || (shiftKey && key === 'F10'))) {
      const at = grid.cellAt(cell);
      done();
      if (at) props.onCellMenu?.(at, event.bounds);
    } else if (cell && event.bounds && key === 'Enter' && props.onCellOpen) {
      const at = grid.cellAt(cell);
      done();
      if (at) props.onCellOpen(at, event.bounds);
    }
  };
}

/** Asks for the rows in sight and those around them; the table is busy while some in sight have not come. */
function useSight(rows: Rows) {
  const frame = useRef<HTMLElement>(null);
  const seen = useRef({ first: 0, last: 0 });
  const tell = () => {
    if (frame.current) frame.current.ariaBusy = String(!rows.isThere(seen.current.first, seen.current.last));
  };
  useEffect(tell);
  const onSeen = (first: number, height: number) => {
    seen.current = { first, last: first + height - 1 };
    rows.show(Math.max(0, first - height), Math.min(rows.count - 1, first + height * 2));
    tell();
  };
  return { frame, onSeen };
}

/** A read-only table over any number of rows, drawn on a canvas. */
export function DataGrid(props: DataGridProps) {
  const { rows, label, quality, sort, filtered, column, onColumn, onColumnMenu, onCellMenu, onCellOpen, added } = props;
  const { isChanged, isDropped, onCell, reveal, loadRange, handle } = props;
  const scheme = useComputedColorScheme('light');
  const colours = marks[scheme];
  const editor = useRef<DataEditorRef>(null);
  const [selection, setSelection] = useState(noSelection);
  const { columns, shown, view, pinned, onColumnResize, onColumnMoved } = useColumns(rows, props);
  const drawHeader = useMemo(
    () => headerDrawer({ columns: shown, quality, sort, filtered, added, colours }),
    [shown, quality, sort, filtered, added, colours],
  );
  const getCellContent = useCells(rows, view, isChanged);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new pages are drawn when they arrive
  useEffect(() => {
    editor.current?.updateCells([]);
  }, [rows.version]);
  const { frame, onSeen } = useSight(rows);
  const revealed = reveal ? shown.findIndex(({ name }) => name === reveal) : -1;
  useEffect(() => {
    if (revealed < 0) return;
    const reveal = () => editor.current?.scrollTo(revealed, 0, 'horizontal', 120);
    reveal();
    // A grid that has just appeared does not know its size yet.
    const later = window.setTimeout(reveal, 150);
    return () => window.clearTimeout(later);
  }, [revealed]);
  const chosen = column ? shown.findIndex(({ name }) => name === column) : -1;
  const marked: GridSelection =
    chosen >= 0 && !selection.current
      ? { ...selection, columns: CompactSelection.fromSingleSelection(chosen) }
      : selection;
  const copyRange = useCopy(rows, view, loadRange);
  const copy = (withHeaders: boolean) => void copyRange(marked, withHeaders);
  const cellAt = ([at, row]: Item): CellAt | null => {
    const index = view[at];
    const name = index === undefined ? undefined : rows.schema[index]?.name;
    return name === undefined || index === undefined ? null : { column: name, row, value: rows.cell(index, row) };
  };
  const onKeyDown = useKeys(props, { cellAt, selection: marked, copy });
  useImperativeHandle(handle, () => ({
    goTo: (name) => {
      const at = shown.findIndex((one) => one.name === name);
      if (at < 0) return;
      editor.current?.scrollTo(at, 0, 'horizontal', 80);
      setSelection({ ...noSelection(), columns: CompactSelection.fromSingleSelection(at) });
      onColumn?.(name);
    },
    copy,
    focus: () => editor.current?.focus(),
  }));
  const menuOf = (at: number, bounds: Rectangle) => onColumnMenu?.(shown[at]?.name ?? '', bounds);
  return (
    <section ref={frame} aria-label={label} style={{ width: '100%', height: '100%' }} data-rows={rows.count}>
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
        freezeColumns={pinned}
        smoothScrollX
        smoothScrollY
        rangeSelect="rect"
        columnSelect="single"
        rowSelect="none"
        gridSelection={marked}
        onGridSelectionChange={(next) => {
          setSelection(next);
          onCell?.(next.current ? cellAt(next.current.cell) : null);
        }}
        getRowThemeOverride={(row) =>
          isDropped?.(row) ? { bgCell: colours.dropped, textDark: colours.droppedText } : undefined
        }
        onHeaderClicked={(at) => onColumn?.(shown[at]?.name ?? '')}
        onHeaderMenuClick={menuOf}
        onHeaderContextMenu={(at, event) => {
          event.preventDefault();
          menuOf(at, event.bounds);
        }}
        onCellContextMenu={(item, event) => {
          const cell = cellAt(item);
          if (!cell || !onCellMenu) return;
          event.preventDefault();
          const { bounds, localEventX, localEventY } = event;
          onCellMenu(cell, { x: bounds.x + localEventX, y: bounds.y + localEventY, width: 0, height: 0 });
        }}
        onCellActivated={(item) => {
          const cell = cellAt(item);
          const bounds = editor.current?.getBounds(item[0], item[1]);
          if (cell && bounds) onCellOpen?.(cell, bounds);
        }}
        onColumnResize={onColumnResize}
        onColumnMoved={onColumnMoved}
        onKeyDown={onKeyDown}
        onVisibleRegionChanged={({ y, height }) => onSeen(y, height)}
        keybindings={{ search: false, copy: false }}
        overscrollX={64}
      />
    </section>
  );
}
