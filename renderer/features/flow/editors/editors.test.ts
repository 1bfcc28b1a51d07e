import { expect, test } from 'vitest';
import { joinSteps, likelyKeys } from './join-settings.ts';
import { stepSummary } from './step-summary.ts';

test('a step is told in the values of its settings', () => {
  expect(stepSummary({ column: 'amt', digits: 2 })).toBe('amt, 2');
  expect(stepSummary({ columns: ['a', 'b'], value: '' })).toBe('a, b');
  expect(stepSummary({ columns: { old: 'new' } })).toBe('old → new');
  expect(stepSummary({})).toBe('');
});

test('every input after the first has a join', () => {
  expect(joinSteps({ joins: [{ kind: 'inner' }] }, 3)).toEqual([{ kind: 'inner' }, { kind: 'left', on: [] }]);
  expect(joinSteps({}, 1)).toEqual([]);
});

test('shared names that look like keys are the likely keys', () => {
  expect(likelyKeys(['cc_num', 'amt', 'state'], ['state', 'cc_num'])).toEqual(['cc_num']);
  expect(likelyKeys(['merchant'], ['merchant', 'city'])).toEqual(['merchant']);
  expect(likelyKeys(['a'], ['b'])).toEqual([]);
});
