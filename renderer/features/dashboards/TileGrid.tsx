import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { Tile } from '../../../nodes/contract/project/index.ts';
import type { Pick } from '../../charts/picks.ts';
import { COLUMNS, clampPlace, type Place, placeTile, rowsOf } from '../../explore/chart-builder/place-tiles.ts';
import styles from './dashboards.module.css';
import type { Filter } from './filters.ts';
import { TileView } from './TileView.tsx';

const ROW = 80;
const GAP = 12;

export interface TileEdits {
  active: string | null;
  onActive: (id: string | null) => void;
  onTiles: (tiles: Tile[], label: string) => void;
  onDuplicate: (tile: Tile) => void;
  onDelete: (tile: Tile) => void;
}

interface TileGridProps {
  projectId: string;
  tiles: readonly Tile[];
  datasetNames: ReadonlyMap<string, string>;
  unbuilt: ReadonlySet<string>;
  filters: readonly Filter[];
  onPick: (picks: Pick[]) => void;
  /** Absent: only to be looked at. */
  edits?: TileEdits | undefined;
}

interface Held {
  id: string;
  how: 'move' | 'resize';
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

/** Tiles on twelve columns. While editing they are moved and resized by pointer, or by arrow keys (with Shift: size). */
export function TileGrid({ tiles, edits, ...shared }: TileGridProps) {
  const box = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState<Held | null>(null);
  const shown = held ? placeTile(tiles, held.id, held.place) : tiles;

  const grab = (tile: Tile, event: PointerEvent, how: Held['how']) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    setHeld({ id: tile.id, how, from: { x: event.clientX, y: event.clientY }, start: tile, place: tile });
  };
  const drag = (event: PointerEvent) => {
    if (!held || !box.current) return;
    const dx = Math.round((event.clientX - held.from.x) / (box.current.clientWidth / COLUMNS));
    const dy = Math.round((event.clientY - held.from.y) / ROW);
    const { x, y, w, h } = held.start;
    const place =
      held.how === 'move' ? { x: x + dx, y: y + dy, w, h } : { x, y, w: Math.min(w + dx, COLUMNS - x), h: h + dy };
    setHeld({ ...held, place: clampPlace(place) });
  };
  const drop = () => {
    if (!held || !edits) return;
    const { x, y, w, h } = held.start;
    const moved = held.place.x !== x || held.place.y !== y || held.place.w !== w || held.place.h !== h;
    if (moved) edits.onTiles(placeTile(tiles, held.id, held.place), held.how === 'move' ? 'Move tile' : 'Resize tile');
    else edits.onActive(held.id);
    setHeld(null);
  };
  const onKey = (tile: Tile) => (event: KeyboardEvent) => {
    if (!edits || event.target !== event.currentTarget) return;
    const arrow = arrows[event.key];
    if (arrow) {
      event.preventDefault();
      const [dx, dy] = arrow;
      const { x, y, w, h } = tile;
      const place = event.shiftKey ? { x, y, w: w + dx, h: h + dy } : { x: x + dx, y: y + dy, w, h };
      edits.onTiles(placeTile(tiles, tile.id, place), event.shiftKey ? 'Resize tile' : 'Move tile');
    } else if (event.key === 'Enter') edits.onActive(tile.id);
    else if (event.key === 'Delete' || event.key === 'Backspace') edits.onDelete(tile);
  };
  return (
    <div
      ref={box}
      className={styles.grid}
      data-editing={edits ? true : undefined}
      style={{ height: rowsOf(shown) * ROW + (edits ? ROW * 2 : -GAP) }}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={() => setHeld(null)}
    >
      {shown.map((tile) => (
        <section
          key={tile.id}
          className={styles.tile}
          data-tile={tile.id}
          aria-label={tile.title || 'Tile'}
          data-active={edits?.active === tile.id || undefined}
          data-held={held?.id === tile.id || undefined}
          tabIndex={edits ? 0 : undefined}
          onKeyDown={edits ? onKey(tile) : undefined}
          style={{
            left: `calc(${(tile.x / COLUMNS) * 100}% + ${(GAP * tile.x) / COLUMNS}px)`,
            width: `calc(${(tile.w / COLUMNS) * 100}% - ${GAP - (GAP * tile.w) / COLUMNS}px)`,
            top: tile.y * ROW,
            height: tile.h * ROW - GAP,
          }}
        >
          <TileView
            {...shared}
            tile={tile}
            actions={
              edits
                ? {
                    onEdit: () => edits.onActive(tile.id),
                    onDuplicate: () => edits.onDuplicate(tile),
                    onDelete: () => edits.onDelete(tile),
                    onGrab: (event, how) => grab(tile, event, how),
                  }
                : undefined
            }
          />
        </section>
      ))}
    </div>
  );
}
