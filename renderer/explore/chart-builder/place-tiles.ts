import type { Tile } from '../../../nodes/contract/project/index.ts';

export const COLUMNS = 12;
export type Place = Pick<Tile, 'x' | 'y' | 'w' | 'h'>;

const overlap = (a: Place, b: Place): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** A place inside the grid: at least one cell, at most its width. */
export function clampPlace({ x, y, w, h }: Place): Place {
  const width = Math.min(COLUMNS, Math.max(1, w));
  return {
    x: Math.min(COLUMNS - width, Math.max(0, x)),
    y: Math.max(0, y),
    w: width,
    h: Math.min(20, Math.max(1, h)),
  };
}

/** Tiles with one put at a new place: what it covers moves down, then all move up as far as they can. */
export function placeTile(tiles: readonly Tile[], id: string, place: Place): Tile[] {
  const moving = tiles.find((tile) => tile.id === id);
  if (!moving) return [...tiles];
  const moved = { ...moving, ...clampPlace(place) };
  const settled: Tile[] = [moved];
  for (const tile of [...tiles].filter((one) => one.id !== id).sort(byPlace)) {
    let at = tile;
    for (let hit = settled.find((one) => overlap(one, at)); hit; hit = settled.find((one) => overlap(one, at))) {
      at = { ...at, y: hit.y + hit.h };
    }
    settled.push(at);
  }
  const compact = compactTiles(settled);
  return tiles.map((tile) => compact.get(tile.id) ?? tile);
}

/** Tiles of which none covers another: one that does moves down. The same list when all have their place. */
export function settledTiles(tiles: readonly Tile[]): readonly Tile[] {
  const isCovered = tiles.some((tile, at) => tiles.some((other, index) => index < at && overlap(tile, other)));
  const [first] = [...tiles].sort(byPlace);
  return isCovered && first ? placeTile(tiles, first.id, first) : tiles;
}

/** Takes out the gaps above tiles. */
function compactTiles(tiles: readonly Tile[]): Map<string, Tile> {
  const done: Tile[] = [];
  for (const tile of [...tiles].sort(byPlace)) {
    let y = tile.y;
    while (y > 0 && !done.some((one) => overlap(one, { ...tile, y: y - 1 }))) y -= 1;
    done.push({ ...tile, y });
  }
  return new Map(done.map((tile) => [tile.id, tile]));
}

const byPlace = (a: Place, b: Place) => a.y - b.y || a.x - b.x;

/** The first free place of this size, from the top. */
export function freePlace(tiles: readonly Place[], w: number, h: number): Place {
  for (let y = 0; ; y += 1) {
    for (let x = 0; x + w <= COLUMNS; x += 1) {
      const place = { x, y, w, h };
      if (!tiles.some((tile) => overlap(tile, place))) return place;
    }
  }
}

/** Rows that the tiles take up. */
export const rowsOf = (tiles: readonly Place[]): number => Math.max(0, ...tiles.map(({ y, h }) => y + h));
