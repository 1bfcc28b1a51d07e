import { expect, test } from 'vitest';
import { withRules } from '../../nodes/contract/meanings.ts';
import { OwnMeaning } from '../../nodes/contract/project/index.ts';
import type { Column } from '../../nodes/contract/schema.ts';
import { clearInvalidStep, filterStep, removeInvalidStep } from './step-actions.ts';

const own = { code: OwnMeaning.parse({ id: 'code', name: 'Code', kind: 'values', values: ['A'] }) };
const ruled = (meaning: Column['meaning']) => withRules([{ name: 'c', type: 'string' as const, meaning }], own)[0]!;

test('steps made from a meaning of the project name it instead of copying its values', () => {
  const column = ruled('own:code');
  const said = { columns: ['c'], meaning: 'own:code' };
  expect(clearInvalidStep(column)).toEqual({ kind: 'clear-invalid', settings: said });
  expect(removeInvalidStep(column)).toEqual({ kind: 'filter-meaning', settings: said });
  expect(filterStep({ kind: 'invalid', column: 'c', invalid: true }, column)).toEqual({
    kind: 'filter-meaning',
    settings: { ...said, action: 'keep' },
  });
});

test('a meaning that is not there any more makes no step, built-in ones make formulas', () => {
  expect(removeInvalidStep(ruled('own:gone'))).toBeNull();
  expect(removeInvalidStep(ruled('email'))?.kind).toBe('filter-formula');
});
