import { describe, expect, it } from 'vitest';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { type Filter, filterFormula, filterKinds, filterWords, wholeFormula } from './filters.ts';

const schema: Schema = [
  { name: 'city', type: 'string' },
  { name: 'unit price', type: 'double' },
  { name: 'at', type: 'timestamp' },
  { name: 'day', type: 'date' },
  { name: 'ok', type: 'boolean' },
  { name: 'mail', type: 'string', meaning: 'email' },
  { name: 'lat', type: 'double', meaning: 'latitude' },
];

const cases: readonly (readonly [Filter, string | null, string])[] = [
  [
    { kind: 'values', column: 'city', values: ["L'Aquila", null], exclude: false },
    "(city in ('L''Aquila') or is_null(city))",
    "is L'Aquila, null",
  ],
  [
    { kind: 'values', column: 'city', values: ['a', 'b', 'c', 'd'], exclude: true },
    "(not (city in ('a', 'b', 'c', 'd')) or is_null(city))",
    'is not a, b, c and 1 more',
  ],
  [{ kind: 'values', column: 'ok', values: ['true'], exclude: false }, 'ok in (true)', 'is true'],
  [{ kind: 'range', column: 'unit price', from: '1', to: '' }, '("unit price" >= 1)', '≥ 1'],
  [{ kind: 'range', column: 'unit price', from: 'x', to: '' }, null, '≥ x'],
  [
    { kind: 'range', column: 'day', from: '2024-01-01', to: '2024-01-31' },
    "(day >= to_date('2024-01-01') and day <= to_date('2024-01-31'))",
    '2024-01-01 – 2024-01-31',
  ],
  [
    { kind: 'text', column: 'unit price', match: 'starts', text: '1' },
    `starts_with(lower(to_text("unit price")), '1')`,
    'starts with “1”',
  ],
  [{ kind: 'empty', column: 'city', empty: false }, 'not is_blank(city)', 'is not empty'],
  [{ kind: 'empty', column: 'at', empty: true }, 'is_null(at)', 'is empty'],
  [
    { kind: 'invalid', column: 'lat', invalid: true },
    '(not is_null(lat) and not (lat between -90 and 90))',
    'is invalid',
  ],
  [{ kind: 'values', column: 'gone', values: ['1'], exclude: false }, null, 'is 1'],
];

describe('filters', () => {
  it.each(cases)('%j become formulas and words', (filter, formula, words) => {
    expect(filterFormula(filter, schema)).toBe(formula);
    expect(filterWords(filter)).toBe(words);
  });

  it('are joined with the formula that was typed', () => {
    const filters: Filter[] = [{ kind: 'empty', column: 'city', empty: false }];
    expect(wholeFormula(filters, 'ok or lat > 1', schema)).toBe('not is_blank(city) and (ok or lat > 1)');
    expect(wholeFormula([], 'ok or lat > 1', schema)).toBe('ok or lat > 1');
    expect(wholeFormula([], ' ', schema)).toBe('');
  });

  it('suit the type and meaning of their column', () => {
    expect(schema.map(filterKinds).map(([first]) => first)).toEqual([
      'values',
      'range',
      'range',
      'range',
      'values',
      'values',
      'range',
    ]);
    expect(filterKinds(schema[5]!)).toContain('invalid');
    expect(filterKinds(schema[0]!)).not.toContain('invalid');
  });
});
