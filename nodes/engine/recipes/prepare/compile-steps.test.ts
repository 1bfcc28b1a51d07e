import { expect, test } from 'vitest';
import type { Schema } from '../../../contract/schema.ts';
import type { Plan } from '../../sql/plan.ts';
import { compileSteps, type SavedStep } from './compile-steps.ts';

const schema: Schema = [
  { name: 'amount', type: 'double', meaning: 'currency' },
  { name: 'at', type: 'timestamp' },
  { name: 'category', type: 'string', comment: 'of the merchant' },
];
const input: Plan = { op: 'scan', table: 'raw', schema };

function step(kind: string, settings: Record<string, unknown>, more: Partial<SavedStep> = {}): SavedStep {
  return { id: kind, kind, settings, ...more };
}

function depth(plan: Plan): number {
  return 'input' in plan ? 1 + depth(plan.input) : 0;
}

const rename = step('rename', { renames: [{ from: 'amount', to: 'price' }] });
const hour = step('date-parts', { column: 'at', parts: ['hour'] });
const lower = step('normalise-text', { columns: ['category'], operations: ['lower'] });

test('independent steps become one projection', () => {
  const compiled = compileSteps([rename, hour, lower, step('delete-columns', { columns: ['at'] })], input, schema);
  expect(compiled.problems).toEqual([]);
  expect(depth(compiled.plan)).toBe(1);
  expect(compiled.schema.map((column) => column.name)).toEqual(['price', 'at_hour', 'category']);
});

test('a computed column that is used again is computed once', () => {
  const twice = [
    step('formula', { column: 'double', formula: 'amount * 2' }),
    step('formula', { column: 'square', formula: 'double * double' }),
  ];
  expect(depth(compileSteps(twice, input, schema).plan)).toBe(2);
});

test('meanings and comments follow their columns, also under another name', () => {
  expect(compileSteps([rename, lower], input, schema).schema).toEqual([
    { name: 'price', type: 'double', meaning: 'currency' },
    { name: 'at', type: 'timestamp' },
    { name: 'category', type: 'string' },
  ]);
});

test('disabled steps do nothing and keep their number', () => {
  const off = step('rename', { renames: [{ from: 'nothing', to: 'x' }] }, { disabled: true, comment: 'later' });
  const { problems } = compileSteps([off, step('round', { columns: ['amuont'] })], input, schema);
  expect(problems).toEqual([
    {
      code: 'PREPARE_COLUMN_UNKNOWN',
      severity: 'error',
      path: 'steps.1',
      message: 'Step 2 (Round numbers): there is no column “amuont”; did you mean “amount”?',
      data: { step: 2, label: 'Round numbers', name: 'amuont', suggestion: '; did you mean “amount”?' },
    },
  ]);
});

test('a faulty step ends the plan before it', () => {
  const {
    plan,
    problems,
    schema: reached,
  } = compileSteps([rename, step('formula', { column: 'x', formula: 'price +' }), hour], input, schema);
  expect(depth(plan)).toBe(1);
  expect(reached[0]?.name).toBe('price');
  expect(problems[0]).toMatchObject({ code: 'PREPARE_FORMULA', path: 'steps.1', data: { position: 8 } });
});

test('a filter sees the columns of the steps before it', () => {
  const steps = [rename, step('filter-formula', { formula: 'price > 1' }), hour];
  const { plan, problems } = compileSteps(steps, input, schema);
  expect(problems).toEqual([]);
  expect(plan).toMatchObject({
    op: 'project',
    input: { op: 'filter', input: { op: 'project', input: { op: 'scan' } } },
  });
});

test('no step and only disabled steps leave the plan as it is', () => {
  expect(compileSteps([], input, schema)).toEqual({ plan: input, schema, problems: [] });
  expect(compileSteps([{ ...hour, disabled: true }], input, schema).plan).toBe(input);
});

test('an unknown processor is named with the nearest', () => {
  const { problems } = compileSteps([step('renam', {})], input, schema);
  expect(problems[0]?.message).toBe('Step 1: there is no processor “renam”; did you mean “rename”?');
});
