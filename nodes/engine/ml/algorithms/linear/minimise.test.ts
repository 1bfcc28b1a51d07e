import { expect, test } from 'vitest';
import { minimise, type Objective } from './minimise.ts';

/** (x − 3)² + 10 (y + 1)² + (x − 3)(y + 1) */
const bowl: Objective = (point, gradient) => {
  const [dx, dy] = [point[0]! - 3, point[1]! + 1];
  gradient[0] = 2 * dx + dy;
  gradient[1] = 20 * dy + dx;
  return dx * dx + 10 * dy * dy + dx * dy;
};

function solve(objective: Objective, l1: number[]): number[] {
  const x = new Float64Array(l1.length);
  const steps = minimise(objective, x, { l1: Float64Array.from(l1), maxIterations: 200, tolerance: 1e-9 });
  while (!steps.next().done);
  return [...x];
}

test('finds the minimum of a quadratic', () => {
  const [x, y] = solve(bowl, [0, 0]);
  expect(x).toBeCloseTo(3, 6);
  expect(y).toBeCloseTo(-1, 6);
});

test('an L1 penalty gives the soft-thresholded minimum and exact zeros', () => {
  const separate: Objective = (point, gradient) => {
    gradient[0] = point[0]! - 3;
    gradient[1] = point[1]! - 0.5;
    return 0.5 * (point[0]! - 3) ** 2 + 0.5 * (point[1]! - 0.5) ** 2;
  };
  const [x, y] = solve(separate, [1, 1]);
  expect(x).toBeCloseTo(2, 6);
  expect(y).toBe(0);
});
