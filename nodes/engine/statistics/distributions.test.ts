import { expect, it } from 'vitest';
import { expectNear } from '../../../test/support/near.ts';
import { type Distributions, loadDistributions } from './distributions.ts';

/** Arguments and result, by scipy 1.17 (`stats.*.sf`, `isf`, `ppf`, `special.kolmogorov`). */
const references: { [K in keyof Distributions]: [...Parameters<Distributions[K]>, number][] } = {
  tTwoSided: [
    [0, 5, 1],
    [2.5, 3.7, 0.07182202291182678],
    [-12, 40, 7.82417130425598e-15],
    [40, 25, 3.469980277759158e-24],
    [1.96, 1e6, 0.04999606758526985],
  ],
  tUpper: [
    [1.5, 4, 0.104],
    [-1.5, 4, 0.896],
    [9, 100, 7.680385257375236e-15],
  ],
  tQuantile: [
    [0.025, 1, 12.706204736174705],
    [0.025, 9.3, 2.2510822246844415],
    [0.005, 120, 2.617421145106866],
    [0.25, 7, 0.7111417780817866],
  ],
  fUpper: [
    [3.2, 2, 27, 0.056602226408500815],
    [250, 3, 96, 3.2069972233504983e-45],
    [0.4, 5, 5, 0.831315844457088],
  ],
  chiSquaredUpper: [
    [3.84, 1, 0.05004352124870519],
    [55, 12, 1.8099213208598982e-7],
    [900, 40, 8.168029978662771e-163],
  ],
  normalUpper: [
    [-1.2, 0.8849303297782918],
    [1.96, 0.024997895148220435],
    [9, 1.1285884059538324e-19],
    [30, 4.906713927147908e-198],
  ],
  normalQuantile: [
    [0.975, 1.959963984540054],
    [0.001, -3.090232306167813],
    [0.5, 0],
  ],
  kolmogorovUpper: [
    [0.5, 0.9639452436648751],
    [1.36, 0.049485876755377876],
    [3, 3.045995948942526e-8],
  ],
};

it.each(Object.entries(references))('%s agrees with scipy, far out in the tails too', async (name, cases) => {
  const found = (await loadDistributions())[name as keyof Distributions] as (...args: number[]) => number;
  for (const numbers of cases) expectNear(found(...numbers.slice(0, -1)), numbers.at(-1)!);
});

it('keeps to the ends: no tail beyond infinity, all of it below zero', async () => {
  const { fUpper, chiSquaredUpper, kolmogorovUpper, tTwoSided } = await loadDistributions();
  expect([fUpper(0, 2, 3), chiSquaredUpper(0, 3), kolmogorovUpper(0)]).toEqual([1, 1, 1]);
  expect([fUpper(Number.POSITIVE_INFINITY, 2, 3), tTwoSided(Number.POSITIVE_INFINITY, 3)]).toEqual([0, 0]);
});

it('tells zero where a probability is too small for a double, and stays right before and after', async () => {
  const { chiSquaredUpper, normalUpper, tTwoSided, fUpper, kolmogorovUpper } = await loadDistributions();
  expect([chiSquaredUpper(5000, 1), chiSquaredUpper(1e9, 13), normalUpper(40), normalUpper(1e6)]).toEqual([0, 0, 0, 0]);
  expect([tTwoSided(1e9, 1e5), fUpper(1e8, 3, 1e5), kolmogorovUpper(1000)]).toEqual([0, 0, 0]);
  expect([normalUpper(-40), normalUpper(-1e6)]).toEqual([1, 1]);
  expectNear(chiSquaredUpper(1400, 1), 2.1010145162644003e-306);
  expectNear(chiSquaredUpper(100_300, 100_000), 0.2509061081434188, 8);
  expectNear(chiSquaredUpper(3.84, 1), 0.05004352124870519);
});
