import { expect, test } from 'vitest';
import { dealFeatures } from './feature-shares.ts';

function loads(costs: readonly number[], owners: readonly number[], threads: number): number[] {
  return Array.from({ length: threads }, (_, thread) =>
    costs.reduce((sum, cost, feature) => sum + (owners[feature] === thread ? cost : 0), 0),
  );
}

test('the shares cost about the same, also where dear features stand side by side', () => {
  const costs = [...new Array<number>(10).fill(271), ...new Array<number>(10).fill(46), 1000];
  for (const threads of [1, 2, 3, 4]) {
    const shares = loads(costs, dealFeatures(costs, threads), threads);
    const fair = costs.reduce((sum, cost) => sum + cost, 0) / threads;
    expect(Math.max(...shares)).toBeLessThan(Math.max(fair * 1.1, 1001));
  }
});

test('features that cost nothing have no thread, and threads may have no feature', () => {
  expect(dealFeatures([0, 5, 0], 3)).toEqual([-1, 0, -1]);
});
