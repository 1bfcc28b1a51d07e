import { useElementSize } from '@mantine/hooks';
import { type CSSProperties, useMemo } from 'react';
import type { Tile } from '../../../nodes/contract/project/index.ts';
import type { Pick } from '../../charts/picks.ts';
import { COLUMNS, rowsOf, settledTiles } from '../../explore/chart-builder/place-tiles.ts';
import styles from './dashboards.module.css';
import type { Filter } from './filters.ts';
import { TileView } from './TileView.tsx';
import { GAP, NARROW, ROW } from './tile-size.ts';
import type { BoardData } from './use-board.ts';
import { type TileEdits, useTileDrag } from './use-tile-drag.ts';

interface TileGridProps {
  projectId: string;
  tiles: readonly Tile[];
  data: BoardData;
  filters: readonly Filter[];
  onPick: (picks: Pick[]) => void;
  /** Opens the settings of a tile that cannot be shown; absent for readers. */
  onMend?: ((tile: Tile) => void) | undefined;
  /** Absent: only to be looked at. */
  edits?: TileEdits | undefined;
}

function placeStyle({ x, y, w, h }: Tile): CSSProperties {
  return {
    left: `calc(${(x / COLUMNS) * 100}% + ${(GAP * x) / COLUMNS}px)`,
    width: `calc(${(w / COLUMNS) * 100}% - ${GAP - (GAP * w) / COLUMNS}px)`,
    top: y * ROW,
    height: h * ROW - GAP,
  };
}

const byPlace = (a: Tile, b: Tile) => a.y - b.y || a.x - b.x;

/** Tiles on twelve columns, or below one another where it is narrow. While editing they are moved and resized by pointer, or by arrow keys (with Shift: size). */
export function TileGrid({ tiles: given, edits: wanted, ...shared }: TileGridProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const isNarrow = width > 0 && width < NARROW;
  const edits = isNarrow ? undefined : wanted;
  const tiles = useMemo(() => settledTiles(given), [given]);
  const { shown, held, grab, gridHandlers, onTileKey } = useTileDrag(tiles, edits, width);
  // In the order of reading, so that the Tab key goes from left to right and down.
  const ordered = useMemo(() => [...shown].sort(byPlace), [shown]);
  return (
    <div
      ref={ref}
      className={styles.grid}
      data-editing={edits ? true : undefined}
      data-narrow={isNarrow || undefined}
      style={isNarrow ? undefined : { height: rowsOf(shown) * ROW + (edits ? ROW * 2 : -GAP) }}
      {...gridHandlers}
    >
      {edits ? (
        <p id="tile-keys" className={styles.hidden}>
          Arrow keys move the tile, with Shift they change its size. Enter opens its settings, Delete removes it.
        </p>
      ) : null}
      {ordered.map((tile) => (
        <section
          key={tile.id}
          className={styles.tile}
          data-tile={tile.id}
          aria-label={tile.title || 'Tile'}
          aria-describedby={edits ? 'tile-keys' : undefined}
          data-active={edits?.active === tile.id || undefined}
          data-held={held === tile.id || undefined}
          tabIndex={edits ? 0 : undefined}
          onKeyDown={edits ? onTileKey(tile) : undefined}
          style={isNarrow ? { height: tile.h * ROW - GAP } : placeStyle(tile)}
        >
          <TileView
            {...shared}
            tile={tile}
            actions={
              edits
                ? {
                    onEdit: () => edits.onActive(tile.id),
                    onDuplicate: () => edits.onDuplicate(tile),
                    onCopyTo: () => edits.onCopyTo(tile),
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
