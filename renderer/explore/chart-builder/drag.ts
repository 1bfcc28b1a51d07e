import type { PointerEvent } from 'react';
import { create } from 'zustand';
import type { Column } from '../../../nodes/contract/schema.ts';

/** A field on its way from the list, or from a place of a well. */
interface Dragged {
  column: Column;
  from: { well: string; at: number } | null;
  x: number;
  y: number;
  /** The well below the pointer. */
  over: string | null;
}

export interface Drop {
  column: Column;
  from: Dragged['from'];
  /** Null: let go outside of any well. */
  well: string | null;
  /** Before the field of this number; absent: at the end. */
  at?: number;
}

export const useDragged = create<{ field: Dragged | null }>()(() => ({ field: null }));

const THRESHOLD = 4;

const targetAt = (x: number, y: number): { well: string; at?: number } | null => {
  const element = document.elementFromPoint(x, y);
  const well = element?.closest<HTMLElement>('[data-well]')?.dataset.well;
  if (!well) return null;
  const at = element?.closest<HTMLElement>('[data-at]')?.dataset.at;
  return at === undefined ? { well } : { well, at: Number(at) };
};

/** Starts following the pointer: a short press is a click, a longer way carries the field until it is let go. Escape gives up. */
export function startDrag(
  event: PointerEvent,
  { column, from, onDrop }: { column: Column; from: Dragged['from']; onDrop: (drop: Drop) => void },
): void {
  if (event.button !== 0) return;
  const start = { x: event.clientX, y: event.clientY };
  const move = ({ clientX: x, clientY: y }: globalThis.PointerEvent) => {
    const moving = useDragged.getState().field !== null;
    if (!moving && Math.hypot(x - start.x, y - start.y) < THRESHOLD) return;
    useDragged.setState({ field: { column, from, x, y, over: targetAt(x, y)?.well ?? null } });
  };
  const stop = () => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', stop);
    window.removeEventListener('keydown', key, true);
    useDragged.setState({ field: null });
  };
  const up = ({ clientX: x, clientY: y }: globalThis.PointerEvent) => {
    const moving = useDragged.getState().field !== null;
    stop();
    if (!moving) return;
    const target = targetAt(x, y);
    onDrop({ column, from, well: target?.well ?? null, ...(target?.at === undefined ? {} : { at: target.at }) });
  };
  const key = (pressed: KeyboardEvent) => {
    if (pressed.key !== 'Escape') return;
    pressed.stopPropagation();
    stop();
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  window.addEventListener('pointercancel', stop);
  window.addEventListener('keydown', key, true);
}
