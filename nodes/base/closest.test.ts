import { expect, test } from 'vitest';
import { closest, editDistance } from './closest.ts';

test('the nearest name is found when it is a likely slip', () => {
  expect(closest('amout', ['amount', 'city'])).toBe('amount');
  expect(closest('Amount', ['amount'])).toBe('amount');
  expect(closest('xyz', ['amount', 'city'])).toBeUndefined();
});

test('two letters swapped are one slip', () => {
  expect(editDistance('dya', 'day')).toBe(1);
  expect(closest('dya', ['day'])).toBe('day');
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('', 'abc')).toBe(3);
});
