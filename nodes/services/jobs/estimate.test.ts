import { expect, test } from 'vitest';
import type { BuildPlan } from '../../contract/flow.ts';
import { withLastRuns } from './estimate.ts';

const planned = (recipe: string, after: string[] = []): BuildPlan['activities'][number] => ({
  ...{ recipe, after, outputs: [], reason: '', step: 1, problem: null, last: null },
});
const ran = (times: Record<string, number>) =>
  new Map(Object.entries(times).map(([recipe, ms]) => [recipe, { rows: 1, ms, at: '' }]));
const estimate = (activities: BuildPlan['activities'], times: Record<string, number>) =>
  withLastRuns({ activities, skipped: [], estimateMs: null }, ran(times)).estimateMs;

test('recipes that wait for one another add up, others run side by side, two at a time', () => {
  expect(estimate([planned('a'), planned('b', ['a'])], { a: 100, b: 50 })).toBe(150);
  expect(estimate([planned('a'), planned('b')], { a: 100, b: 50 })).toBe(100);
  expect(estimate([planned('a'), planned('b'), planned('c')], { a: 100, b: 50, c: 80 })).toBe(130);
  expect(estimate([planned('a'), planned('b'), planned('c', ['b'])], { a: 100, b: 50, c: 10 })).toBe(100);
});

test('nothing is estimated of what has never run', () => {
  expect(estimate([planned('a'), planned('b')], { a: 100 })).toBeNull();
  expect(estimate([], {})).toBe(0);
});

test('each recipe carries what its last run took', () => {
  const plan = withLastRuns({ activities: [planned('a')], skipped: [], estimateMs: null }, ran({ a: 7 }));
  expect(plan.activities[0]?.last).toEqual({ rows: 1, ms: 7, at: '' });
});
