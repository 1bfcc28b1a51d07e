import { expect, test } from 'vitest';
import type { Schema } from '../../contract/schema.ts';
import { schemaDifference } from './schema-change.ts';

const before: Schema = [
  { name: 'id', type: 'string' },
  { name: 'amount', type: 'double', meaning: 'currency' },
  { name: 'day', type: 'date' },
];

test('new, missing and retyped columns are told apart', () => {
  const now: Schema = [
    { name: 'id', type: 'int' },
    { name: 'amount', type: 'double' },
    { name: 'city', type: 'string' },
  ];
  expect(schemaDifference(before, now)).toEqual({
    added: [{ name: 'city', type: 'string' }],
    removed: [{ name: 'day', type: 'date' }],
    retyped: [{ name: 'id', from: 'string', to: 'int' }],
  });
});

test('another order or meaning is no change', () => {
  expect(schemaDifference(before, before.toReversed())).toBeNull();
});
