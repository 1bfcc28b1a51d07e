import { expect, test } from 'vitest';
import { joinSteps, likelyKeys } from './join-settings.ts';
import { stepSummary } from './step-summary.ts';
import { problemsOfStep, type Step, withCopy, withMoved, withNewStep } from './steps.ts';

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

const step = (id: string): Step => ({ id, kind: 'round', settings: { column: id } });
const ids = (steps: Step[]) => steps.map(({ id }) => id);

test('steps are added, copied and moved, each under its own id', () => {
  const steps = [step('s1'), step('s2'), step('s3')];
  const kind = {
    id: 'rename',
    label: '',
    category: '',
    icon: '',
    keywords: [],
    help: '',
    version: 1,
    form: [],
    defaults: { renames: [] },
    settings: {},
  };
  expect(ids(withNewStep(steps, 1, kind))).toEqual(['s1', 's4', 's2', 's3']);
  expect(ids(withCopy(steps, 0))).toEqual(['s1', 's4', 's2', 's3']);
  expect(ids(withMoved(steps, 0, 2))).toEqual(['s2', 's3', 's1']);
  expect(ids(withMoved(steps, 2, 0))).toEqual(['s3', 's1', 's2']);
});

test('problems go to their step, with the path inside it', () => {
  const problem = { code: 'X', severity: 'error' as const, path: 'steps.1.settings.column', message: 'm' };
  expect(problemsOfStep([problem], 1)[0]?.path).toBe('column');
  expect(problemsOfStep([problem], 0)).toEqual([]);
});
