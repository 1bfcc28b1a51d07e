import '@glideapps/glide-data-grid/dist/index.css';
import {
  CompactSelection,
  DataEditor,
  type DataEditorRef,
  type GridSelection,
  type Item,
  type Rectangle,
} from '@glideapps/glide-data-grid';
import { useComputedColorScheme } from '@mantine/core';
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { RuledColumn } from '../../nodes/contract/meanings.ts';
import { useRuled } from '../state/meanings.ts';
import type { ColumnLayout } from './column-layout.ts';
import { type ColumnQuality, HEADER_HEIGHT, headerDrawer, type Sort } from './draw-header.ts';
import { gridThemes, marks } from './grid-theme.ts';
import { type IsChanged, useCells } from './use-cells.ts';
import { useColumns } from './use-columns.ts';
import { type LoadRange, useCopy } from './use-copy.ts';
import { type CellAt, useKeys } from './use-keys.ts';
import { usePointer } from './use-pointer.ts';
import type { Rows } from './use-rows.ts';

/** What others may ask of a grid. */
export interface GridHandle {
  /** Brings a column into view and chooses it: its cell in the first row in sight takes the keys. */
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
  isChanged?: IsChanged | undefined;
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

/** A cell alone. A grid that takes the focus without one goes to its first. */
const selectionOf = ([x, y]: Item): GridSelection => ({
  ...noSelection(),
  current: { cell: [x, y], range: { x, y, width: 1, height: 1 }, rangeStack: [] },
});

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
  return { frame, onSeen, top: () => seen.current.first };
}

/** Rows whose columns know the rules of the project's own meanings. */
function useRuledRows(rows: Rows): Rows & { schema: RuledColumn[] } {
  const schema = useRuled(rows.schema);
  return useMemo(() => ({ ...rows, schema }), [rows, schema]);
}

/** A read-only table over any number of rows, drawn on a canvas. */
export function DataGrid(props: DataGridProps) {
  const { label, quality, sort, filtered, column, onColumn, onColumnMenu, onCellMenu, onCellOpen, added } = props;
  const rows = useRuledRows(props.rows);
  const { isChanged, isDropped, onCell, reveal, loadRange, handle } = props;
  const scheme = useComputedColorScheme('light');
  const colours = marks[scheme];
  const editor = useRef<DataEditorRef>(null);
  const [selection, setSelection] = useState(noSelection);
  const { columns, shown, view, pinned, onColumnResize, onColumnMoved } = useColumns(rows, {
    layout: props.layout,
    onLayout: props.onLayout,
    hasMenu: onColumnMenu !== undefined,
  });
  const drawHeader = useMemo(
    () => headerDrawer({ columns: shown, quality, sort, filtered, added, colours }),
    [shown, quality, sort, filtered, added, colours],
  );
  const getCellContent = useCells(rows, view, isChanged);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new pages are drawn when they arrive
  useEffect(() => {
    editor.current?.updateCells([]);
  }, [rows.version]);
  const { frame, onSeen, top } = useSight(rows);
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
      setSelection(selectionOf([at, top()]));
      onColumn?.(name);
    },
    copy,
    focus: () => editor.current?.focus(),
  }));
  const pointer = usePointer({
    editor,
    selection: marked,
    onOpen: (item, bounds) => {
      const cell = cellAt(item);
      if (cell) onCellOpen?.(cell, bounds);
    },
  });
  const menuOf = (at: number, bounds: Rectangle) => onColumnMenu?.(shown[at]?.name ?? '', bounds);
  return (
    <section
      ref={frame}
      aria-label={label}
      style={{ width: '100%', height: '100%' }}
      data-rows={rows.count}
      {...pointer}
    >
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
        onColumnResize={onColumnResize}
        onColumnMoved={onColumnMoved}
        onKeyDown={onKeyDown}
        onVisibleRegionChanged={({ y, height }) => onSeen(y, height)}
        keybindings={{ search: false, copy: false, cut: false, paste: false, delete: false }}
        editOnType={false}
        overscrollX={64}
      />
    </section>
  );
}
