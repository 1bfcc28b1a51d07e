import { expect, it } from 'vitest';
import { expectNear } from '../../../../test/support/near.ts';
import { holm } from './holm.ts';
import { smirnovUpper } from './kolmogorov-smirnov-exact.ts';
import { mannWhitneyUpper } from './mann-whitney-exact.ts';

/** Sizes, statistic and tail, counted out with whole numbers of any length (Gaussian binomials). */
const mannWhitney: [number, number, number, number][] = [
  [3, 4, 9, 0.2],
  [10, 12, 80, 0.10148365566322223],
  [20, 25, 300, 0.13053022092371921],
  [49, 49, 1500, 0.016605113671583165],
  [49, 49, 2401, 3.925014596481662e-29],
  [7, 5, 0, 1],
];

it.each(mannWhitney)('counts out the U of %i and %i values from %i on', (m, n, u, tail) => {
  expectNear(mannWhitneyUpper(u, [m, n]), tail, 12);
  expectNear(mannWhitneyUpper(u, [n, m]), tail, 12);
});

/** Sizes, distance times both of them, and tail, counted out over lattice paths; the same as scipy’s exact test. */
const smirnov: [number, number, number, number][] = [
  [5, 7, 20, 0.23737373737373738],
  [30, 40, 400, 0.03567105794761463],
  [100, 100, 2000, 0.03638428787491731],
  [300, 700, 21000, 0.028083992104928568],
];

it.each(smirnov)('counts out the paths of %i and %i values that leave a band of %i', (m, n, reach, tail) => {
  expectNear(smirnovUpper(reach, [m, n]), tail, 12);
  expectNear(smirnovUpper(reach, [n, m]), tail, 12);
});

it('a distance of nothing is always reached', () => {
  expect(smirnovUpper(0, [4, 6])).toBe(1);
});

it('adjusts the smallest p-value for all tests, the next for all but one, and never turns their order', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holm([0.5, null, 0.9])).toEqual([1, null, 1]);
  expect(holm([])).toEqual([]);
});
