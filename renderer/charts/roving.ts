import type { KeyboardEvent } from 'react';

const PICKABLE = '[data-pick]';

const rowsOf = (element: Element): HTMLTableRowElement[] => [...(element.closest('table')?.rows ?? [])];

/** The next thing to pick above or below: a row, or the cell of the same column. */
function below(from: Element, step: 1 | -1): Element | undefined {
  const rows = rowsOf(from);
  const row = from.closest('tr');
  const column = from instanceof HTMLTableCellElement ? from.cellIndex : -1;
  for (let at = rows.indexOf(row as HTMLTableRowElement) + step; at >= 0 && at < rows.length; at += step) {
    const found = column < 0 ? rows[at] : rows[at]?.cells[column];
    if (found?.matches(PICKABLE)) return found;
  }
  return undefined;
}

function beside(from: Element, step: 1 | -1): Element | undefined {
  for (let next = from; ; ) {
    const sibling = step > 0 ? next.nextElementSibling : next.previousElementSibling;
    if (!sibling) return undefined;
    if (sibling.matches(PICKABLE)) return sibling;
    next = sibling;
  }
}

const moves: Record<string, (from: Element) => Element | undefined> = {
  ArrowDown: (from) => below(from, 1),
  ArrowUp: (from) => below(from, -1),
  ArrowRight: (from) => beside(from, 1),
  ArrowLeft: (from) => beside(from, -1),
};

/** In a table whose rows or cells can be picked: arrow keys move between them, Enter and the space bar pick. One of them is a stop of the Tab key. */
export function onTableKey(event: KeyboardEvent<HTMLElement>): void {
  const from = event.currentTarget;
  if (event.target !== from) return;
  const next = moves[event.key]?.(from);
  if (next instanceof HTMLElement) {
    event.preventDefault();
    next.focus();
  } else if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    from.click();
  }
}
