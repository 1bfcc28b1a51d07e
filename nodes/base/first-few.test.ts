import { expect, test } from 'vitest';
import { firstFew } from './first-few.ts';

test('all words when they are few, else the first and how many are left', () => {
  expect(firstFew(['a', 'b', 'c'], 3)).toBe('a, b, c');
  expect(firstFew(['a', 'b', 'c', 'd'], 3)).toBe('a, b, c and 1 more');
  expect(firstFew([], 3)).toBe('');
});
