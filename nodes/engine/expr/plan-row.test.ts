import { expect, test } from 'vitest';
import type { Schema } from '../../contract/schema.ts';
import type { Plan } from '../sql/plan.ts';
import { compileFormula } from './check.ts';
import { compileScalarPlan } from './plan-row.ts';
import { decodeValue, encodeValue } from './value-codec.ts';

const schema: Schema = [
  { name: 'amount', type: 'double' },
  { name: 'at', type: 'timestamp' },
];
const scan: Plan = { op: 'scan', table: 'raw', schema };

test('projections and filters run on one row; a dropped row is null', () => {
  const filtered: Plan = { op: 'filter', input: scan, where: compileFormula('amount > 0', schema).expr };
  const plan: Plan = {
    op: 'project',
    input: filtered,
    columns: [
      { name: 'hour', expr: compileFormula('hour(at)', schema).expr },
      { name: 'double amount', expr: compileFormula('amount * 2', schema).expr },
    ],
  };
  const program = compileScalarPlan(plan);
  expect(program.input).toEqual(schema);
  expect(program.output).toEqual([
    { name: 'hour', type: 'int' },
    { name: 'double amount', type: 'double' },
  ]);
  const at = decodeValue('2024-02-03T14:05:06', 'timestamp', { column: 'at' });
  expect(program.run([2.5, at])).toEqual([14, 5]);
  expect(program.run([-1, at])).toBeNull();
  expect(program.run([null, at])).toBeNull();
});

test('a plan that looks at several rows is refused by name', () => {
  const plan: Plan = { op: 'sort', input: scan, by: [] };
  expect(() => compileScalarPlan(plan)).toThrow(expect.objectContaining({ code: 'PLAN_NOT_SCALAR' }));
});

test('whole numbers beyond 64 bits are refused, not rounded', () => {
  const big: Schema = [{ name: 'n', type: 'bigint' }];
  const plan: Plan = {
    op: 'project',
    input: { op: 'scan', table: 'raw', schema: big },
    columns: [{ name: 'm', expr: compileFormula('n + 1', big).expr }],
  };
  const program = compileScalarPlan(plan);
  const decode = (value: unknown) => decodeValue(value, 'bigint', { column: 'n' });
  expect(encodeValue(program.run([decode('9007199254740993')])?.[0] ?? null, 'bigint')).toBe('9007199254740994');
  expect(() => program.run([decode('9223372036854775807')])).toThrow(
    expect.objectContaining({ code: 'FORMULA_OVERFLOW' }),
  );
});

test.each([
  ['text', 'double', 'Column “x” expects a number, but got "text"'],
  [5, 'string', 'Column “x” expects text, but got 5'],
  [1.5, 'int', 'Column “x” expects a whole number of at most 32 bits, but got 1.5'],
  ['soon', 'timestamp', 'Column “x” expects a timestamp as text (2024-02-03T14:05:06), but got "soon"'],
  ['2024-02-30', 'date', 'Column “x” expects a date as text (2024-02-03), but got "2024-02-30"'],
  [
    '9223372036854775808',
    'bigint',
    'Column “x” expects a whole number, or its digits as text, but got "9223372036854775808"',
  ],
  ['yes', 'boolean', 'Column “x” expects true or false, but got "yes"'],
] as const)('the request value %j does not pass as %s', (value, type, message) => {
  expect(() => decodeValue(value, type, { column: 'x' })).toThrow(
    expect.objectContaining({ code: 'VALUE_TYPE', message }),
  );
});

test('values of every type return from the wire and back unchanged', () => {
  const values = [
    ['string', 'é'],
    ['int', -5],
    ['bigint', '9007199254740993'],
    ['double', 'NaN'],
    ['double', 0.1],
    ['decimal', '0.10'],
    ['boolean', false],
    ['date', '1969-12-31'],
    ['timestamp', '2024-02-03T04:05:06.000001'],
    ['timestamptz', '2024-02-03T04:05:06Z'],
    ['array', ['a', null]],
    ['geopoint', { lat: 1, lon: 2 }],
    ['object', { a: [1] }],
  ] as const;
  for (const [type, value] of values) {
    expect(encodeValue(decodeValue(value, type, { column: 'x' }), type)).toEqual(value);
  }
});
