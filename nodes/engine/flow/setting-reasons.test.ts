import { expect, test } from 'vitest';
import { recipeKinds } from '../recipes/registry.ts';
import { settingReasons } from './setting-reasons.ts';

const reasons = (kind: string, before: Record<string, unknown>, after: Record<string, unknown>) =>
  settingReasons(recipeKinds.find(kind), before, after);

test('a setting is named as its field is, however deep it lies', () => {
  expect(reasons('sample', { filter: 'a' }, { filter: 'b' })).toEqual(['the setting “Keep rows where” changed']);
  expect(reasons('sample', { sample: { kind: 'all' } }, { sample: { kind: 'head' } })).toEqual([
    'the setting “Of those” changed',
  ]);
  expect(reasons('sample', {}, { notInTheForm: 1 })).toEqual(['the setting “not in the form” changed']);
});

test('steps are told one by one: new ones, changed ones, those taken out', () => {
  const step = (id: string, kind: string, settings: object = {}) => ({ id, kind, settings });
  const before = [step('a', 'formula', { formula: '1' }), step('b', 'round'), step('c', 'clip')];
  const after = [step('a', 'formula', { formula: '2' }), step('n', 'mask'), step('b', 'round')];
  expect(reasons('prepare', { steps: before }, { steps: after })).toEqual([
    'step 1 (Formula) changed',
    'step 2 (Mask text) is new',
    expect.stringMatching(/^a step \(.*\) was taken out$/),
  ]);
  expect(reasons('prepare', { steps: before }, { steps: before.toReversed() })).toEqual([
    'the order of the steps changed',
  ]);
  expect(reasons('prepare', { steps: before.slice(0, 1) }, { steps: [] })).toEqual(['a step (Formula) was taken out']);
});

test('nothing is told of settings that are the same', () => {
  expect(reasons('sample', { filter: 'a', orderBy: undefined }, { filter: 'a' })).toEqual([]);
});
