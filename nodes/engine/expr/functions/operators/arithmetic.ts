import { fail } from '../../../../contract/errors/index.ts';
import type { DataType } from '../../../../contract/schema.ts';
import { defineFunction } from '../function-kind.ts';

const pair = [
  { name: 'a', type: 'arith' },
  { name: 'b', type: 'arith' },
] as const;

const numbers = [
  { name: 'a', type: 'number' },
  { name: 'b', type: 'number' },
] as const;

const sameAsFirst = (types: readonly DataType[]): DataType => types[0] ?? 'double';

const LOWEST = -(2n ** 63n);
const HIGHEST = 2n ** 63n - 1n;

/** The value, if it fits 64 bits. */
export function checked(value: bigint): bigint {
  if (value < LOWEST || value > HIGHEST) throw fail('FORMULA_OVERFLOW');
  return value;
}

export const add = defineFunction({
  id: 'add',
  category: 'operators',
  operator: 'a + b',
  help: 'The sum. Whole numbers are added exactly (64 bits); with a decimal number the result is decimal.',
  params: pair,
  result: sameAsFirst,
  sql: ([a, b]) => `(${a} + ${b})`,
  row: (a, b) => (typeof a === 'bigint' ? checked(a + BigInt(b)) : a + Number(b)),
  cases: [
    ['1 + 2', '3'],
    ['1 + 0.5', 1.5],
    ['null + 1', null],
    ['2147483647 + 1', '2147483648'],
  ],
});

export const subtract = defineFunction({
  id: 'sub',
  category: 'operators',
  operator: 'a - b',
  help: 'The difference. For dates use date_diff.',
  params: pair,
  result: sameAsFirst,
  sql: ([a, b]) => `(${a} - ${b})`,
  row: (a, b) => (typeof a === 'bigint' ? checked(a - BigInt(b)) : a - Number(b)),
  cases: [
    ['5 - 7', '-2'],
    ['5 - -7', '12'],
    ['0.5 - 1', -0.5],
  ],
});

export const multiply = defineFunction({
  id: 'mul',
  category: 'operators',
  operator: 'a * b',
  help: 'The product.',
  params: pair,
  result: sameAsFirst,
  sql: ([a, b]) => `(${a} * ${b})`,
  row: (a, b) => (typeof a === 'bigint' ? checked(a * BigInt(b)) : a * Number(b)),
  cases: [
    ['3 * 4', '12'],
    ['3 * 0.5', 1.5],
    ['1000000 * 1000000', '1000000000000'],
  ],
});

export const divide = defineFunction({
  id: 'div',
  category: 'operators',
  operator: 'a / b',
  help: 'The quotient as a decimal number, also of whole numbers. Division by zero gives an empty value.',
  params: numbers,
  result: 'double',
  sql: ([a, b]) => `(${a} / nullif(${b}, 0))`,
  row: (a, b) => (b === 0 ? null : a / b),
  cases: [
    ['5 / 2', 2.5],
    ['5 / 0', null],
    ['0.0 / 0', null],
  ],
});

export const modulo = defineFunction({
  id: 'mod',
  category: 'operators',
  operator: 'a % b',
  help: 'The remainder of a division, with the sign of the first number; empty when the second is zero.',
  params: pair,
  result: sameAsFirst,
  sql: ([a, b]) => `(${a} % nullif(${b}, 0))`,
  row: (a, b) => {
    if (typeof a === 'bigint') return BigInt(b) === 0n ? null : a % BigInt(b);
    return Number(b) === 0 ? null : a % Number(b);
  },
  cases: [
    ['7 % 3', '1'],
    ['-7 % 3', '-1'],
    ['7.5 % 2', 1.5],
    ['7 % 0', null],
    ['mod(7, -3)', '1'],
  ],
});

export const power = defineFunction({
  id: 'pow',
  category: 'operators',
  operator: 'a ** b',
  help: 'The first number raised to the power of the second.',
  params: numbers,
  result: 'double',
  sql: ([a, b]) => `pow(${a}, ${b})`,
  row: (a, b) => (a === 1 || (a === -1 && Math.abs(b) === Number.POSITIVE_INFINITY) ? 1 : a ** b),
  cases: [
    ['2 ** 10', 1024],
    ['2 ** 3 ** 2', 512],
    ['-2 ** 2', -4],
    ['pow(0, -1)', 'Infinity'],
    ['(-8) ** 0.5', 'NaN'],
  ],
});

export const negate = defineFunction({
  id: 'neg',
  category: 'operators',
  operator: '-a',
  help: 'The number with the other sign.',
  params: [{ name: 'a', type: 'arith' }],
  result: sameAsFirst,
  sql: ([a]) => `(- ${a})`,
  row: (a) => (typeof a === 'bigint' ? checked(-a) : -a),
  cases: [
    ['-(2 + 3)', '-5'],
    ['-(0.5)', -0.5],
  ],
});
