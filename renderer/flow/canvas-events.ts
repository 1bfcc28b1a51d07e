import type { Places } from './layout.ts';
import type { Spliced } from './splice.ts';

type Point = { x: number; y: number };

/** What happens on the canvas, for the page to turn into edits. Screen points are in pixels, flow points in flow units. */
export interface CanvasEvents {
  canConnect(source: string, target: string): boolean;
  onConnect(source: string, target: string): void;
  onMove(moved: Places): void;
  /** Whether something may be put into a wire; asked while it is dragged over. */
  canSplice(wire: string, what: Spliced): boolean;
  onSplice(wire: string, what: Spliced): void;
  onRename(id: string, name: string): void;
  /** Asks for what can come after a node, before one, into a wire, or from nothing. */
  onQuickAdd(at: { screen: Point; flow: Point; from: string | null; wire?: string; before?: string }): void;
  /** `on` is what was clicked as the canvas names it; a wire after `wire:`; null is the empty canvas. */
  onContextMenu(screen: Point, on: string | null): void;
  onOpen(id: string): void;
  /** Something from outside was dropped: a palette entry or files. */
  onDrop(data: DataTransfer, at: Point, onto: string | null): void;
}
