import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { Tile } from '../../../nodes/contract/project/index.ts';
import { COLUMNS, clampPlace, type Place, placeTile } from '../../explore/chart-builder/place-tiles.ts';
import { ROW } from './tile-size.ts';

export interface TileEdits {
  active: string | null;
  onActive: (id: string | null) => void;
  /** `group`: changes of one group within seconds are one step of undo. */
  onTiles: (tiles: Tile[], label: string, group?: string) => void;
  onDuplicate: (tile: Tile) => void;
  onCopyTo: (tile: Tile) => void;
  onDelete: (tile: Tile) => void;
}

export type Hold = 'move' | 'resize';

interface Held {
  id: string;
  how: Hold;
  from: { x: number; y: number };
  start: Place;
  place: Place;
}

const arrows: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const isSame = (a: Place, b: Place) => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
const words = { move: 'Move tile', resize: 'Resize tile' } as const;

function dragged({ how, start }: Held, dx: number, dy: number): Place {
  const { x, y, w, h } = start;
  return clampPlace(
    how === 'move' ? { x: x + dx, y: y + dy, w, h } : { x, y, w: Math.min(w + dx, COLUMNS - x), h: h + dy },
  );
}

/** Moving and resizing tiles by pointer and by keys; `width` is that of the grid in pixels. */
export function useTileDrag(tiles: readonly Tile[], edits: TileEdits | undefined, width: number) {
  const [held, setHeld] = useState<Held | null>(null);
  const shown = held ? placeTile(tiles, held.id, held.place) : tiles;

  const grab = (tile: Tile, event: PointerEvent, how: Hold) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.closest<HTMLElement>('[data-tile]')?.focus({ preventScroll: true });
    setHeld({ id: tile.id, how, from: { x: event.clientX, y: event.clientY }, start: tile, place: tile });
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!held || width === 0) return;
    const dx = Math.round((event.clientX - held.from.x) / (width / COLUMNS));
    const dy = Math.round((event.clientY - held.from.y) / ROW);
    const place = dragged(held, dx, dy);
    if (!isSame(place, held.place)) setHeld({ ...held, place });
  };
  const onPointerUp = () => {
    if (!held || !edits) return;
    if (isSame(held.place, held.start)) edits.onActive(held.id);
    else edits.onTiles(placeTile(tiles, held.id, held.place), words[held.how]);
    setHeld(null);
  };
  const onTileKey = (tile: Tile) => (event: KeyboardEvent) => {
    if (!edits || event.target !== event.currentTarget) return;
    const arrow = arrows[event.key];
    if (arrow && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const how = event.shiftKey ? 'resize' : 'move';
      const { x, y, w, h } = tile;
      const [dx, dy] = arrow;
      const place = how === 'resize' ? { x, y, w: w + dx, h: h + dy } : { x: x + dx, y: y + dy, w, h };
      const next = placeTile(tiles, tile.id, place);
      const moved = next.some((one, at) => !isSame(one, tiles[at] ?? one));
      if (moved) edits.onTiles(next, words[how], `${how}-${tile.id}`);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      edits.onActive(tile.id);
    } else if (event.key === 'Delete' || event.key === 'Backspace') edits.onDelete(tile);
  };
  return {
    shown,
    held: held?.id,
    grab,
    onTileKey,
    gridHandlers: {
      onPointerMove,
      onPointerUp,
      onPointerCancel: () => setHeld(null),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Escape') setHeld(null);
      },
    },
  };
}
