import { expect, it } from 'vitest';
import { INT_LIMIT, Quantiser } from './quantiser.ts';

it('leaves sums room to grow, and asks for a new scale when they overflow or have become coarse', () => {
  const quantiser = new Quantiser(1000, 7);
  const sums = { g: 400, h: 250 };
  expect(quantiser.fits(0, quantiser.expectedScale(0), sums)).toBe(false);
  quantiser.remember(0, sums);
  const scale = quantiser.expectedScale(0);
  expect(sums.g * 1.4 * scale.g).toBeLessThan(INT_LIMIT);
  expect(quantiser.fits(0, scale, { g: 500, h: 300 })).toBe(true);
  expect(quantiser.fits(0, scale, { g: 700, h: 250 })).toBe(false);
  expect(quantiser.fits(0, scale, { g: 20, h: 250 })).toBe(false);
  expect(quantiser.fits(1, scale, sums)).toBe(false);
});

it('rounds each time anew, and the same for the same seed', () => {
  const [first, second] = [new Quantiser(10, 1), new Quantiser(10, 1)];
  const seeds = [first.nextSeed(), first.nextSeed()];
  expect(new Set(seeds).size).toBe(2);
  expect([second.nextSeed(), second.nextSeed()]).toEqual(seeds);
  expect(new Quantiser(10, 2).nextSeed()).not.toBe(seeds[0]);
});
