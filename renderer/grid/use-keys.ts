import type { GridKeyEventArgs, GridSelection, Item, Rectangle } from '@glideapps/glide-data-grid';

/** A cell that was asked about: its column by name, its row by number, its value as on the wire. */
export interface CellAt {
  column: string;
  row: number;
  value: unknown;
}

interface Menus {
  onColumnMenu?: ((name: string, bounds: Rectangle) => void) | undefined;
  onCellMenu?: ((cell: CellAt, bounds: Rectangle) => void) | undefined;
  onCellOpen?: ((cell: CellAt, bounds: Rectangle) => void) | undefined;
}

/** What keys do that the grid does not know itself: copy, menus, opening a cell. */
export function useKeys(
  props: Menus,
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
