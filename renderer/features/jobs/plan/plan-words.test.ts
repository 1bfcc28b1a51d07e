import { expect, test } from 'vitest';
import type { BuildPlan } from '../../../../nodes/contract/flow.ts';
import { lastWords, modesFor, planSummary, runnable, stepsOf } from './plan-words.ts';

const run = (recipe: string, step: number) => ({
  ...{ recipe, step, outputs: [], reason: '', after: [], problem: null, last: null },
});
const plan = (given: Partial<BuildPlan>): BuildPlan => ({ activities: [], skipped: [], estimateMs: null, ...given });

test('a plan is summed up in one line', () => {
  expect(planSummary(plan({}))).toBe('');
  expect(planSummary(plan({ activities: [run('a', 1)] }))).toBe('1 recipe runs');
  const skipped = [{ recipe: 'x', reason: 'up to date' }];
  expect(planSummary(plan({ activities: [run('a', 1), run('b', 2)], skipped, estimateMs: 4200 }))).toBe(
    '2 recipes run in 2 steps · 1 stays as it is · about 4.2 s',
  );
});

test('recipes that do not wait for one another are one step', () => {
  expect(stepsOf(plan({ activities: [run('a', 1), run('c', 2), run('b', 1)] }))).toEqual([
    { step: 1, runs: [run('a', 1), run('b', 1)] },
    { step: 2, runs: [run('c', 2)] },
  ]);
});

test('of what never ran nothing is made up', () => {
  expect(lastWords(null)).toBe('never run');
  expect(lastWords({ rows: 1200, ms: 1500, at: '' })).toBe('1,200 rows in 1.5 s');
  expect(lastWords({ rows: null, ms: 300, at: '' })).toBe('300 ms');
});

test('the whole flow can be run in fewer ways', () => {
  expect(modesFor([]).map(({ mode }) => mode)).toEqual(['required', 'upstream']);
  expect(modesFor(['a'])).toHaveLength(4);
});

test('what is not set up, and all that comes after it, is not counted among what runs', () => {
  const stuck = { ...run('a', 1), problem: 'has nothing at “Input”' };
  const after = { ...run('b', 2), after: ['a'] };
  const last = { ...run('c', 3), after: ['b'] };
  expect(runnable(plan({ activities: [last, after, stuck] }))).toBe(0);
  expect(planSummary(plan({ activities: [last, after, stuck] }))).toBe('None of 3 recipes can run');
  expect(planSummary(plan({ activities: [last, after, stuck, run('d', 1)] }))).toBe('1 of 4 recipes can run');
});
