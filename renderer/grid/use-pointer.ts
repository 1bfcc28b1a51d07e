import type { DataEditorRef, GridSelection, Item, Rectangle } from '@glideapps/glide-data-grid';
import type { MouseEvent, RefObject } from 'react';

interface Pointed {
  editor: RefObject<DataEditorRef | null>;
  selection: GridSelection;
  /** A cell was double-clicked. */
  onOpen: (item: Item, bounds: Rectangle) => void;
}

const holds = ({ x, y, width, height }: Rectangle, at: { clientX: number; clientY: number }) =>
  at.clientX >= x && at.clientX < x + width && at.clientY >= y && at.clientY < y + height;

/**
 * What a press of a mouse button does that the grid does not do itself. The press takes the focus from where it was; the grid
 * gives it to itself a frame later, and not at all when the cell was chosen before. So that the next key is the grid's, it gets
 * the focus with the button's release.
 */
export function usePointer({ editor, selection, onOpen }: Pointed) {
  const takeFocus = () => {
    if (selection.current || selection.columns.length > 0) editor.current?.focus();
  };
  return {
    onMouseUp: takeFocus,
    onContextMenu: takeFocus,
    onDoubleClick: (event: MouseEvent) => {
      const cell = selection.current?.cell;
      const bounds = cell && editor.current?.getBounds(cell[0], cell[1]);
      if (cell && bounds && holds(bounds, event)) onOpen(cell, bounds);
    },
  };
}
