import type { Tile } from '../../../nodes/contract/project/index.ts';
import { freeId } from '../../explore/chart-builder/ids.ts';
import { freePlace } from '../../explore/chart-builder/place-tiles.ts';

let copied: { project: string; tile: Tile } | null = null;

/** Keeps a tile to be put elsewhere, on any dashboard of its project. */
export function copyTile(project: string, tile: Tile): void {
  copied = { project, tile };
}

/** The tile that was copied last in this project. */
export const copiedTile = (project: string): Tile | null => (copied?.project === project ? copied.tile : null);

/** A tile among others: under an id of its own, at the first place with room for it. */
export function addedTile(tile: Tile, tiles: readonly Tile[]): Tile {
  const id = freeId(
    'tile',
    tiles.map((one) => one.id),
  );
  return { ...tile, id, ...freePlace(tiles, tile.w, tile.h) };
}
