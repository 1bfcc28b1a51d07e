import { expect, test } from 'vitest';
import type { Tile } from '../../../nodes/contract/project/index.ts';
import { freePlace, placeTile, rowsOf, settledTiles } from './place-tiles.ts';

const tile = (id: string, [x, y, w, h]: [number, number, number, number]): Tile => ({
  id,
  title: id,
  x,
  y,
  w,
  h,
  content: { kind: 'text', markdown: '' },
});
const places = (tiles: readonly Tile[]) => Object.fromEntries(tiles.map(({ id, x, y, w, h }) => [id, [x, y, w, h]]));

test('a tile put on another pushes it down', () => {
  const tiles = [tile('a', [0, 0, 6, 2]), tile('b', [6, 0, 6, 2])];
  expect(places(placeTile(tiles, 'b', { x: 0, y: 0, w: 6, h: 2 }))).toEqual({ a: [0, 2, 6, 2], b: [0, 0, 6, 2] });
});

test('the gap a moved tile leaves is closed from below', () => {
  const tiles = [tile('a', [0, 0, 12, 2]), tile('b', [0, 2, 12, 3])];
  expect(places(placeTile(tiles, 'a', { x: 0, y: 9, w: 12, h: 2 }))).toEqual({ a: [0, 3, 12, 2], b: [0, 0, 12, 3] });
});

test('a tile never leaves the grid', () => {
  const [moved] = placeTile([tile('a', [0, 0, 4, 2])], 'a', { x: 11, y: -3, w: 4, h: 0 });
  expect(moved).toMatchObject({ x: 8, y: 0, w: 4, h: 1 });
});

test('growing a tile moves its neighbours and never lets two overlap', () => {
  const tiles = [tile('a', [0, 0, 4, 2]), tile('b', [4, 0, 4, 2]), tile('c', [8, 0, 4, 4]), tile('d', [0, 2, 8, 2])];
  const after = placeTile(tiles, 'a', { x: 0, y: 0, w: 9, h: 3 });
  const cells = after.flatMap(({ x, y, w, h }) =>
    Array.from({ length: w * h }, (_, i) => `${x + (i % w)}:${y + Math.floor(i / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});

test('tiles that cover one another are taken apart, others stay as they are', () => {
  const covered = [tile('a', [0, 0, 6, 2]), tile('b', [3, 1, 6, 2])];
  expect(places(settledTiles(covered))).toEqual({ a: [0, 0, 6, 2], b: [3, 2, 6, 2] });
  const apart = [tile('a', [0, 0, 6, 2]), tile('b', [6, 5, 6, 2])];
  expect(settledTiles(apart)).toBe(apart);
});

test('the first free place is found from the top', () => {
  const tiles = [tile('a', [0, 0, 8, 2])];
  expect(freePlace(tiles, 4, 2)).toEqual({ x: 8, y: 0, w: 4, h: 2 });
  expect(freePlace(tiles, 6, 2)).toEqual({ x: 0, y: 2, w: 6, h: 2 });
  expect(rowsOf(tiles)).toBe(2);
});
