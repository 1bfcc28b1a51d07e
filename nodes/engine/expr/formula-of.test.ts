import { expect, test } from 'vitest';
import type { Schema } from '../../contract/schema.ts';
import { compileFormula } from './check.ts';
import { formulaOf } from './formula-of.ts';

const schema: Schema = [
  { name: 'amount', type: 'double' },
  { name: 'count', type: 'int' },
  { name: 'city', type: 'string' },
  { name: 'odd name', type: 'double' },
  { name: 'at', type: 'timestamp' },
  { name: 'flagged', type: 'boolean' },
];

const formulas = [
  'amount / (1 + "odd name")',
  '(amount + 1) * 2 - amount / (3 - amount)',
  'amount - (count - 1)',
  '-amount ** 2',
  "if(flagged and not (amount > 3 or city is null), 'yes', 'it''s no')",
  "city in ('Oslo', 'Rome') and city is not null",
  "date_diff(at, at, 'minute') / 60",
  'ln(1 + abs(amount))',
  'to_number(city) > 3',
  "upper(city || 'x') = 'OSLOX'",
];

test.each(formulas)('%s is printed so that it means the same', (text) => {
  const { expr } = compileFormula(text, schema);
  const printed = formulaOf(expr);
  expect(compileFormula(printed, schema).expr, printed).toEqual(expr);
});

test('conversions that nobody wrote are not shown', () => {
  expect(formulaOf(compileFormula('count + amount', schema).expr)).toBe('count + amount');
});
