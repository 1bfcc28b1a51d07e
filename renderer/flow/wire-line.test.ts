import { expect, test } from 'vitest';
import { cornersOf, cornersPath } from './wire-line.ts';

test('a wire that runs ahead has no corners', () => {
  expect(cornersOf({ x1: 0, y1: 0, x2: 100, y2: 50 })).toBeNull();
  expect(cornersOf({ x1: 0, y1: 0, x2: 0, y2: 50 })).toBeNull();
});

test('a wire that runs back goes along between the two rows', () => {
  const corners = cornersOf({ x1: 500, y1: 0, x2: 0, y2: 400 });
  expect(corners).toEqual([
    [500, 0],
    [520, 0],
    [520, 200],
    [-20, 200],
    [-20, 400],
    [0, 400],
  ]);
});

test('a wire that runs back along its own row goes below it', () => {
  const corners = cornersOf({ x1: 500, y1: 10, x2: 0, y2: 30 }, 2);
  expect(corners?.map(([, y]) => y)).toEqual([10, 10, 206, 206, 30, 30]);
});

test('the path of an element rounds every corner and ends where the wire does', () => {
  const path = cornersPath(cornersOf({ x1: 500, y1: 0, x2: 0, y2: 400 }) ?? []);
  expect(path).toBe(
    'M500 0 L510 0 Q520 0 520 10 L520 188 Q520 200 508 200 L-8 200 Q-20 200 -20 212 L-20 390 Q-20 400 -10 400 L0 400',
  );
});
