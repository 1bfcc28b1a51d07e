import { expect, test } from 'vitest';
import { isAnyIn } from './use-way-back.ts';

const seen = { x: 0, y: 0, width: 800, height: 600 };
const at = (x: number, y: number) => ({ position: { x, y }, width: 100, height: 40 });

test('a node that is seen in part is in sight', () => {
  expect(isAnyIn([at(-90, 10)], seen)).toBe(true);
  expect(isAnyIn([at(790, 590)], seen)).toBe(true);
});

test('nodes beside the view are not', () => {
  expect(isAnyIn([at(-100, 10), at(800, 10), at(10, -40), at(10, 600)], seen)).toBe(false);
  expect(isAnyIn([], seen)).toBe(false);
});
