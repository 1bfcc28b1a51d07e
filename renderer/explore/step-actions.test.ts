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

test('steps made from a built-in meaning name it too, and take for valid what the grid does', () => {
  const column = ruled('us-state');
  const said = { columns: ['c'], meaning: 'us-state' };
  expect(clearInvalidStep(column)).toEqual({ kind: 'clear-invalid', settings: { ...said, asMeaning: true } });
  expect(removeInvalidStep(column)).toEqual({ kind: 'filter-meaning', settings: said });
  expect(filterStep({ kind: 'invalid', column: 'c', invalid: false }, column)).toEqual({
    kind: 'filter-meaning',
    settings: { ...said, action: 'remove' },
  });
});

test('a meaning that is not there any more, or that anything fits, makes no step', () => {
  for (const column of [ruled('own:gone'), ruled('text'), ruled('category'), ruled(undefined)]) {
    expect(clearInvalidStep(column)).toBeNull();
    expect(removeInvalidStep(column)).toBeNull();
    expect(filterStep({ kind: 'invalid', column: 'c', invalid: true }, column)).toBeNull();
  }
});
