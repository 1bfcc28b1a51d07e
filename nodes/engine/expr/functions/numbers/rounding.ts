import type { DataType } from '../../../../contract/schema.ts';
import { defineFunction } from '../function-kind.ts';
import { checked } from '../operators/arithmetic.ts';

const x = [{ name: 'x', type: 'number' }] as const;

/** Half away from zero, as SQL rounds. */
export function roundAway(value: number): number {
  const whole = Math.trunc(value);
  return Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole;
}

function roundDigits(value: number, digits: number): number {
  const scale = Number(`1e${Math.abs(digits)}`);
  const rounded = digits < 0 ? roundAway(value / scale) * scale : roundAway(value * scale) / scale;
  if (Number.isFinite(rounded)) return rounded;
  return digits < 0 ? 0 : value;
}

export const round = defineFunction({
  id: 'round',
  category: 'numbers',
  help: 'The number rounded to so many digits after the point (none when left out, negative: before the point); halves go away from zero.',
  params: [
    { name: 'x', type: 'number' },
    { name: 'digits', type: 'int', optional: true },
  ],
  result: 'double',
  sql: ([a, digits]) => (digits === undefined ? `round(${a})` : `round(${a}, ${digits})`),
  row: (a, digits) => (digits === undefined ? roundAway(a) : roundDigits(a, digits)),
  cases: [
    ['round(2.5)', 3],
    ['round(-2.5)', -3],
    ['round(3.14159, 2)', 3.14],
    ['round(1.005, 2)', 1],
    ['round(1250, -2)', 1300],
    ['round(0.49999999999999994)', 0],
    [`round(to_number('inf'), 1)`, 'Infinity'],
  ],
});

function rounding(
  id: string,
  help: string,
  row: (value: number) => number,
  cases: readonly (readonly [string, number])[],
) {
  return defineFunction({
    id,
    category: 'numbers',
    help,
    params: x,
    result: 'double',
    sql: ([a]) => `${id}(${a})`,
    row,
    cases,
  });
}

export const floor = rounding('floor', 'The next whole number below.', Math.floor, [
  ['floor(2.7)', 2],
  ['floor(-2.1)', -3],
]);

export const ceil = rounding('ceil', 'The next whole number above.', Math.ceil, [
  ['ceil(2.1)', 3],
  ['ceil(-2.7)', -2],
]);

export const truncate = rounding('trunc', 'The number without its digits after the point.', Math.trunc, [
  ['trunc(2.7)', 2],
  ['trunc(-2.7)', -2],
]);

export const floorTo = defineFunction({
  id: 'floor_to',
  category: 'numbers',
  help: 'The number rounded down to a multiple of a step: the start of its bin. Empty when the step is zero.',
  keywords: ['bin', 'bucket'],
  params: [
    { name: 'x', type: 'number' },
    { name: 'step', type: 'number' },
  ],
  result: 'double',
  sql: ([a, step]) => `(floor(${a} / nullif(${step}, 0)) * ${step})`,
  row: (a, step) => (step === 0 ? null : Math.floor(a / step) * step),
  cases: [
    ['floor_to(37, 10)', 30],
    ['floor_to(-1, 10)', -10],
    ['floor_to(1, 0)', null],
  ],
});

export const abs = defineFunction({
  id: 'abs',
  category: 'numbers',
  help: 'The number without its sign.',
  params: [{ name: 'x', type: 'arith' }],
  result: (types): DataType => types[0] ?? 'double',
  sql: ([a]) => `abs(${a})`,
  row: (a) => (typeof a === 'bigint' ? checked(a < 0n ? -a : a) : Math.abs(a)),
  cases: [
    ['abs(-3)', '3'],
    ['abs(-2.5)', 2.5],
  ],
});

export const sign = defineFunction({
  id: 'sign',
  category: 'numbers',
  help: '1 for a positive number, -1 for a negative one, 0 for zero.',
  params: x,
  result: 'int',
  sql: ([a]) => `CAST(sign(${a}) AS INTEGER)`,
  row: (a) => (a > 0 ? 1 : a < 0 ? -1 : 0),
  cases: [
    ['sign(-0.5)', -1],
    ['sign(0)', 0],
  ],
});
