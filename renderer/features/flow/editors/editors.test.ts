import { expect, test } from 'vitest';
import type { DataType } from '../../../../nodes/contract/schema.ts';
import { clashes, joinSteps, likelyKeys, type Side, withKind } from './join-settings.ts';
import { splitMethod, withCondition, withShare } from './split-settings.ts';
import { stepSummary } from './step-summary.ts';
import {
  blocksOf,
  freeGroupName,
  problemsOfStep,
  type Step,
  stepsFromText,
  stepsText,
  withCopy,
  withGroup,
  withMoved,
  withNewStep,
  withPasted,
  withSuggestion,
} from './steps.ts';

test('a step is told in the values of its settings', () => {
  expect(stepSummary({ column: 'amt', digits: 2 })).toBe('amt, 2');
  expect(stepSummary({ columns: ['a', 'b'], value: '' })).toBe('a, b');
  expect(stepSummary({ columns: { old: 'new' } })).toBe('old → new');
  expect(stepSummary({})).toBe('');
  const own = { c: { id: 'c', name: 'Code', kind: 'values' as const, values: ['A'], caseSensitive: false } };
  expect(stepSummary({ columns: ['a'], meaning: 'own:c' }, own)).toBe('a, Code');
  expect(stepSummary({ columns: ['a'], meaning: 'own:gone' }, own)).toBe('a, gone');
});

test('every input after the first has a join', () => {
  expect(joinSteps({ joins: [{ kind: 'inner' }] }, 3)).toEqual([{ kind: 'inner' }, { kind: 'left', on: [] }]);
  expect(joinSteps({}, 1)).toEqual([]);
});

const side = (name: string, columns: Record<string, DataType>): Side => ({
  id: name,
  name,
  schema: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
});
const keysOf = (before: Side[], right: Side) =>
  likelyKeys(before, right).map(({ left, right: other }) => `${left}=${other}`);

test('likely keys are told by name and type, keys before measures', () => {
  const payments = side('payments', { cc_num: 'string', amt: 'double', state: 'string', merchant_id: 'string' });
  expect(keysOf([payments], side('cards', { state: 'string', cc_num: 'string', amt: 'double' }))).toEqual([
    'cc_num=cc_num',
    'state=state',
    'amt=amt',
  ]);
  expect(keysOf([payments], side('merchants', { id: 'string', city: 'string' }))).toEqual(['merchant_id=id']);
  expect(keysOf([payments], side('other', { cc_num: 'int' }))).toEqual([]);
});

test('columns that would stand twice are found, keys are not among them', () => {
  const right = side('merchants', { merchant_id: 'string', category: 'string' });
  const on = [{ left: 'merchant_id', right: 'merchant_id' }];
  expect(clashes(['merchant_id', 'category'], right, { on })).toEqual(['category']);
  expect(clashes(['merchant_id', 'category'], right, { on, prefix: 'm_' })).toEqual([]);
  expect(clashes(['merchant_id', 'category'], right, { on, kind: 'left-anti' })).toEqual([]);
});

test('an as-of join gets its comparison of times', () => {
  const left = side('payments', { at: 'timestamp' });
  const right = side('limits', { since: 'date' });
  expect(withKind({ on: [] }, 'asof', [left], right).on).toEqual([
    { left: 'at', leftInput: 0, right: 'since', compare: 'ge' },
  ]);
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
  const [whole] = problemsOfStep([{ ...problem, path: 'steps.0' }], 0);
  expect(whole).toEqual({ code: 'X', severity: 'error', message: 'm' });
});

test('chosen steps are put together in a group where the first of them stands', () => {
  const steps = ['a', 'b', 'c', 'd'].map(step);
  const grouped = withGroup(steps, ['b', 'd'], 'Money');
  expect(ids(grouped)).toEqual(['a', 'b', 'd', 'c']);
  expect(blocksOf(grouped).map(({ group, from, steps: inside }) => [group, from, ids(inside)])).toEqual([
    [undefined, 0, ['a']],
    ['Money', 1, ['b', 'd']],
    [undefined, 3, ['c']],
  ]);
  expect(withGroup(grouped, ['b', 'd'], undefined).every(({ group }) => group === undefined)).toBe(true);
  expect(freeGroupName(withGroup(steps, ['a'], 'Group 1'))).toBe('Group 2');
});

test('steps go through the clipboard as text, each under an id of its own', () => {
  const steps = [step('s1'), step('s2')];
  const pasted = stepsFromText(stepsText(steps));
  expect(pasted).toEqual(steps);
  expect(ids(withPasted(steps, 1, pasted ?? []))).toEqual(['s1', 's3', 's4', 's2']);
  expect(stepsFromText('{"millrace":"flow"}')).toBeNull();
  expect(stepsFromText('some words')).toBeNull();
});

test('a suggested step goes after the steps on show', () => {
  const settings = { steps: [step('s1'), step('s2')] };
  const hash = { kind: 'hash', settings: { columns: ['a'] } };
  expect(withSuggestion(settings, 1, hash)).toMatchObject({ at: 1, steps: [{ id: 's1' }, hash, { id: 's2' }] });
  expect(withSuggestion(settings, null, hash).at).toBe(2);
});

test('a split has a part for every output before the last', () => {
  const share = splitMethod({});
  expect(share).toEqual({ kind: 'share', shares: [0.8], seed: 1, keys: [] });
  if (share.kind === 'share') expect(withShare(share, 1, 0.1).shares).toEqual([0.8, 0.1]);
  const formula = splitMethod({ method: { kind: 'formula' } });
  if (formula.kind === 'formula') expect(withCondition(formula, 1, 'a > 1').conditions).toEqual(['false', 'a > 1']);
});
