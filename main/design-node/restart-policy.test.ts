import { expect, test } from 'vitest';
import { restartDelay } from './restart-policy.ts';

test('the first crash restarts at once, later ones wait longer', () => {
  expect(restartDelay([1000], 1000)).toBe(0);
  expect(restartDelay([1000, 2000], 2000)).toBe(500);
  expect(restartDelay([1000, 2000, 3000], 3000)).toBe(1000);
});

test('six crashes within a minute give up', () => {
  expect(restartDelay([1, 2, 3, 4, 5, 6], 6)).toBeNull();
});

test('crashes of long ago are forgiven', () => {
  expect(restartDelay([1, 2, 3, 4, 5, 100_000], 100_000)).toBe(0);
});
