import { expect, it } from 'vitest';
import { expectNear } from '../../../test/support/near.ts';
import { independence, shorten } from './contingency.ts';

const table = (counts: number[][]) => ({
  down: counts.map((_, at) => `d${at}`),
  across: counts[0]!.map((_, at) => `a${at}`),
  counts,
  total: counts.flat().reduce((sum, count) => sum + count, 0),
});

it('measures independence as scipy does, and warns of sparse cells by their share', () => {
  const found = independence(
    table([
      [12, 5, 3],
      [7, 9, 2],
      [30, 22, 1],
    ]),
  );
  expectNear(found.chiSquared, 7.063485824099033);
  expect(found.df).toBe(4);
  expectNear(found.cramersV, 0.19700345598713187);
  expectNear(found.leastExpected, 1.1868131868131868);
  expectNear(found.sparse, 1 / 3);
});

it('is zero for independent counts and one for a table with a single column in each row', () => {
  expect(
    independence(
      table([
        [10, 20],
        [30, 60],
      ]),
    ).cramersV,
  ).toBeCloseTo(0, 12);
  expect(
    independence(
      table([
        [10, 0],
        [0, 60],
      ]),
    ).cramersV,
  ).toBeCloseTo(1, 12);
});

it('puts the rarest values together and loses no row', () => {
  const long = table([
    [1, 50],
    [40, 2],
    [3, 3],
    [20, 20],
    [2, 1],
  ]);
  const short = shorten(long, 3);
  expect(short.down).toEqual(['d0', 'd1', '(3 others)']);
  expect(short.counts).toEqual([
    [1, 50],
    [40, 2],
    [25, 24],
  ]);
  expect(shorten(long, 5)).toEqual(long);
});
